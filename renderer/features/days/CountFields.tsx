import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import styles from './form.module.css'
import { roundCounts } from './kinds.ts'

type Counts = { readonly counts: number[]; readonly every: number | null }

/** Which numbers of days are kept: the usual ones, one's own, every hundred. */
export function CountFields(props: {
  readonly counts: readonly number[]
  readonly every: number | null
  readonly onChange: (counts: Counts) => void
}) {
  const { counts, every, onChange } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const [own, setOwn] = useState('')
  const number = Math.trunc(Number(own))
  const mayAdd = number >= 1 && number <= 100_000 && !counts.includes(number)
  const all = [...new Set([...roundCounts, ...counts])].toSorted((left, right) => left - right)
  const add = () => {
    if (!mayAdd) return
    onChange({ counts: [...counts, number], every })
    setOwn('')
  }
  return (
    <>
      <div className={styles['kinds']} role="group" aria-label={t('form.counts')}>
        {all.map((count) => {
          const isOn = counts.includes(count)
          return (
            <button
              key={count}
              type="button"
              className={styles['chip']}
              aria-pressed={isOn}
              onClick={() =>
                onChange({ counts: isOn ? counts.filter((one) => one !== count) : [...counts, count], every })
              }
            >
              {words.number(count)}
            </button>
          )
        })}
      </div>
      <div className={styles['line']}>
        <TextField
          label={t('form.ownCount')}
          type="number"
          min={1}
          max={100_000}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <Button disabled={!mayAdd} onClick={add}>
          {t('form.addCount')}
        </Button>
      </div>
      <Switch
        label={t('form.every100')}
        checked={every !== null}
        onChange={(isOn) => onChange({ counts: [...counts], every: isOn ? 100 : null })}
      />
    </>
  )
}
