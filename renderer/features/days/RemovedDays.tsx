import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RemovedMilestone } from '#shared/model/milestone.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog, DialogActions } from '#renderer/design/Dialog.tsx'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'

const keptMs = 30 * 86_400_000

/** Days that were removed of late: back with one press, or gone before their time. Nothing where there is none. */
export function RemovedDays() {
  const { t } = useTranslation('days')
  const words = useDayWords()
  const removed = useQuery(useApi().milestones.removed.queryOptions()).data ?? []
  if (removed.length === 0) return null
  return (
    <Disclosure label={t('removed.title', { number: words.number(removed.length) })}>
      <p className={styles['rowDetail']}>{t('removed.body')}</p>
      <ul className={styles['rows']}>
        {removed.map((day) => (
          <Removed key={day.id} day={day} />
        ))}
      </ul>
    </Disclosure>
  )
}

function Removed({ day }: { readonly day: RemovedMilestone }) {
  const { t } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const errorText = useErrorText()
  const restore = useMutation(api.milestones.restore.mutationOptions())
  const { error } = restore
  const formats = useFormats()
  const [isAsked, setAsked] = useState(false)
  return (
    <li className={styles['removed']}>
      <span className={styles['rowWords']}>
        <span className={styles['rowTitle']}>
          {day.emoji} {day.title}
        </span>
        <span className={styles['rowDetail']}>
          {words.start(day.start)} · {t('removed.until', { date: formats.date(day.removedAt + keptMs) })}
        </span>
      </span>
      <span className={styles['actions']}>
        <Button size="small" busy={restore.isPending} onClick={() => restore.mutate({ id: day.id })}>
          {t('removed.restore')}
        </Button>
        <Button size="small" look="quiet" onClick={() => setAsked(true)}>
          {t('removed.discard')}
        </Button>
      </span>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      {isAsked && <ForGood day={day} onClose={() => setAsked(false)} />}
    </li>
  )
}

function ForGood({ day, onClose }: { readonly day: RemovedMilestone; readonly onClose: () => void }) {
  const { t } = useTranslation('days')
  const errorText = useErrorText()
  const [typed, setTyped] = useState('')
  const discard = useMutation(useApi().milestones.discard.mutationOptions({ onSuccess: onClose }))
  const isNamed = typed.trim() === day.title
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('removed.sure', { title: day.title })}>
      <form
        className={styles['forGood']}
        onSubmit={(event) => {
          event.preventDefault()
          if (isNamed) discard.mutate({ id: day.id })
        }}
      >
        <p>{t('removed.sureBody')}</p>
        <TextField
          label={t('removed.type')}
          placeholder={day.title}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {discard.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(discard.error)}
          </Banner>
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('removed.keep')}</Button>
          <Button type="submit" look="danger" disabled={!isNamed} busy={discard.isPending}>
            {t('removed.discard')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
