import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { Milestone, MilestoneFields } from '#shared/model/milestone.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './form.module.css'

export type FoundDays = {
  readonly found: readonly MilestoneFields[]
  readonly leftOut: number
  readonly simplified: number
}

/** What a file holds, to look at and choose from before anything is kept. */
export function BringInDialog(props: {
  readonly found: FoundDays | null
  readonly companions: readonly Companion[]
  readonly onClose: () => void
}) {
  const { found, companions, onClose } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const kept = useQuery(useApi().milestones.list.queryOptions()).data
  const number = found?.found.length ?? 0
  return (
    <Dialog
      open={found !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={number === 0 ? t('bring.title') : t('bring.found', { count: number, number: words.number(number) })}
      wide
    >
      {found && kept && <Found found={found} kept={kept} companions={companions} onClose={onClose} />}
    </Dialog>
  )
}

function Found(props: {
  readonly found: FoundDays
  readonly kept: readonly Milestone[]
  readonly companions: readonly Companion[]
  readonly onClose: () => void
}) {
  const { found, kept, companions, onClose } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const isKept = (fields: MilestoneFields) =>
    kept.some(({ title, start }) => title === fields.title && start.date === fields.start.date)
  // Nothing comes twice unless somebody wants it to.
  const [left, setLeft] = useState<ReadonlySet<number>>(
    () => new Set(found.found.flatMap((fields, index) => (isKept(fields) ? [index] : []))),
  )
  const [who, setWho] = useState('0')
  const chosen = found.found.filter((_, index) => !left.has(index))
  const add = useMutation({
    async mutationFn() {
      const companionId = companions.find(({ id }) => String(id) === who)?.id ?? null
      for (const fields of chosen) await client.milestones.create({ ...fields, companionId })
    },
    onSuccess: () => {
      toast({ title: t('bring.added', { count: chosen.length, number: words.number(chosen.length) }) })
      onClose()
    },
  })
  return (
    <div className={styles['bring']}>
      {found.found.length === 0 && <p>{t('bring.none')}</p>}
      {found.leftOut > 0 && (
        <p className={styles['hint']}>
          {t('bring.leftOut', { count: found.leftOut, number: words.number(found.leftOut) })}
        </p>
      )}
      {found.simplified > 0 && (
        <p className={styles['hint']}>
          {t('bring.simplified', { count: found.simplified, number: words.number(found.simplified) })}
        </p>
      )}
      <ul className={styles['found']} tabIndex={0} aria-label={t('bring.title')}>
        {found.found.map((fields, index) => (
          // A file may hold the same day twice.
          <li key={index}>
            <label>
              <input
                type="checkbox"
                checked={!left.has(index)}
                onChange={(event) => {
                  const next = new Set(left)
                  if (event.target.checked) next.delete(index)
                  else next.add(index)
                  setLeft(next)
                }}
              />
              <span>
                {fields.emoji} {fields.title}
              </span>
              <span className={styles['hint']}>
                {isKept(fields) ? t('bring.known', { date: words.start(fields.start) }) : words.start(fields.start)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {found.found.length > 0 && companions.length > 0 && (
        <Select
          label={t('form.who')}
          value={who}
          onChange={setWho}
          options={[
            { value: '0', label: t('form.justYou') },
            ...companions.map(({ id, profile }) => ({ value: String(id), label: profile.name })),
          ]}
        />
      )}
      {add.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(add.error)}
        </Banner>
      )}
      <div className={styles['line']}>
        <Button onClick={onClose}>{t('bring.cancel')}</Button>
        {found.found.length > 0 && (
          <Button look="primary" disabled={chosen.length === 0} busy={add.isPending} onClick={() => add.mutate()}>
            {t('bring.add', { count: chosen.length, number: words.number(chosen.length) })}
          </Button>
        )}
      </div>
    </div>
  )
}
