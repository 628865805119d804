import { Fragment } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { spaceAfter, type Summary } from '#shared/model/summary.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Row } from '#renderer/design/Rows.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { Source } from '../letter-draft/Source.tsx'
import { memoryDates } from './memory-dates.ts'
import styles from './memories.module.css'

/** One summary with who wrote it, of which days, and after each sentence the messages it rests on. */
export function SummaryRow(props: { readonly summary: Summary; readonly onEdit: () => void }) {
  const { summary, onEdit } = props
  const { id, from, to, model, sentences, ownText } = summary
  const { t, i18n } = useTranslation(['memory', 'common'])
  const formats = useFormats()
  const errorText = useErrorText()
  const client = useClient()
  const toast = useToast()
  const onError = (error: Error) => toast({ title: errorText(error) })
  const restore = useMutation({ mutationFn: () => client.summaries.restore({ id }), onError })
  const forget = useMutation({
    mutationFn: () => client.summaries.forget({ id }),
    onError,
    onSuccess: () => toast({ title: t('forgotten'), action: { label: t('undo'), onSelect: () => restore.mutate() } }),
  })
  const dates = memoryDates({ since: from, until: to === from ? null : to }, formats, t)
  const told = ownText === null ? sentences : [{ text: ownText, sources: sentences.flatMap(({ sources }) => sources) }]
  const numbers = new Map<number, number>()
  for (const { sources } of told) {
    for (const { messageId } of sources) numbers.set(messageId, numbers.get(messageId) ?? numbers.size + 1)
  }
  return (
    <Row
      title={
        <span className={styles['words']} lang={guessLanguage(told.map(({ text }) => text).join(''), i18n.language)}>
          {told.map(({ text, sources }, index) => (
            // Sentences have no identity of their own, and none moves.
            <Fragment key={index}>
              {text}
              {[...new Set(sources.map(({ messageId }) => messageId))].map((messageId) => (
                <Source
                  key={messageId}
                  number={numbers.get(messageId) ?? 0}
                  citation={{ messageId, quote: '', date: null }}
                />
              ))}
              {spaceAfter(text)}
            </Fragment>
          ))}
        </span>
      }
      detail={t(ownText === null ? 'summaries.by' : 'summaries.changed', { dates, model })}
      actions={
        <>
          <IconButton name={t('edit')} icon={<Pencil />} onClick={onEdit} />
          <IconButton name={t('forget')} icon={<Trash2 />} onClick={() => forget.mutate()} />
        </>
      }
    />
  )
}
