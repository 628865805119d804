import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MessageId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './form.module.css'

/** The messages that a day comes from, each with the way to it. */
export function FromMessages(props: {
  readonly ids: readonly MessageId[]
  readonly onChange: (ids: MessageId[]) => void
}) {
  const { ids, onChange } = props
  const { t } = useTranslation('days')
  const words = useDayWords()
  const messages =
    useQuery({
      ...useApi().milestones.messages.queryOptions({ input: { ids: [...ids] } }),
      placeholderData: keepPreviousData,
    }).data ?? []
  const shown = messages.filter(({ id }) => ids.includes(id))
  if (shown.length === 0) return null
  return (
    <div className={styles['from']}>
      <p className={styles['previewTitle']}>{t('form.from')}</p>
      <ul>
        {shown.map(({ id, conversationId, date, text }) => (
          <li key={id} className={styles['fromOne']}>
            <blockquote>{text}</blockquote>
            <span className={styles['hint']}>
              {date !== null && words.date(date)}{' '}
              <Link href={paths.message(conversationId, id)}>{t('form.fromOpen')}</Link>
            </span>
            <IconButton
              size="small"
              name={t('form.fromRemove')}
              icon={<X />}
              onClick={() => onChange(ids.filter((one) => one !== id))}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
