import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import styles from './AboutPanel.module.css'
import factStyles from '../message/Facts.module.css'
import type { PanelProps } from './panel.ts'

/** The local midnight that begins a day written as `2025-08-05`; null when it is no day. */
function startOfDay(day: string): number | null {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return null
  return new Date(year, month - 1, date).getTime()
}

/** What there is to know about a conversation, and the way to a day in it. */
export function AboutPanel({ facts, goTo }: PanelProps) {
  const { conversation, companion, provider, demo } = facts
  const { t } = useTranslation(['chat', 'library'])
  const formats = useFormats()
  const [day, setDay] = useState('')
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [t('panel.messages'), conversation && formats.number(conversation.messageCount)],
    [t('panel.first'), conversation?.createdAt ? formats.date(conversation.createdAt) : null],
    [t('panel.source'), conversation && t(`library:source.${conversation.source}`)],
    [t('panel.model'), demo ? t('label.demo') : companion?.binding?.model],
    [t('panel.provider'), demo ? null : provider?.name],
  ]
  return (
    <div className={styles['panel']}>
      <dl className={factStyles['facts']}>
        {rows.map(([term, value]) =>
          value ? (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <form
        className={styles['jump']}
        onSubmit={(event) => {
          event.preventDefault()
          const time = startOfDay(day)
          if (time !== null) goTo({ from: 'time', time })
        }}
      >
        <TextField
          type="date"
          label={t('panel.jump')}
          required
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button type="submit">{t('panel.go')}</Button>
      </form>
    </div>
  )
}
