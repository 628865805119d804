import { useMutation } from '@tanstack/react-query'
import { Check, History, MessageCircle, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Memory } from '#shared/model/memory.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Row } from '#renderer/design/Rows.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { memoryDates } from './memory-dates.ts'
import styles from './memories.module.css'

/** One memory in its words, when it holds, where it came from, and what can be done with it. */
export function MemoryRow(props: {
  readonly memory: Memory
  readonly onEdit: () => void
  readonly onVersions: () => void
}) {
  const { memory, onEdit, onVersions } = props
  const { id, text, state, sources, versions, createdAt } = memory
  const { t, i18n } = useTranslation(['memory', 'common'])
  const formats = useFormats()
  const errorText = useErrorText()
  const client = useClient()
  const toast = useToast()
  const [, navigate] = useLocation()
  const onError = (error: Error) => toast({ title: errorText(error) })
  const restore = useMutation({ mutationFn: () => client.memories.restore({ id }), onError })
  const accept = useMutation({ mutationFn: () => client.memories.accept({ id }), onError })
  const forget = useMutation({
    mutationFn: () => client.memories.forget({ id }),
    onError,
    onSuccess: () => toast({ title: t('forgotten'), action: { label: t('undo'), onSelect: () => restore.mutate() } }),
  })
  const [source] = sources
  const dates = memoryDates(memory, formats, t)
  return (
    <Row
      title={
        <span className={styles['words']} lang={guessLanguage(text, i18n.language)}>
          {text}
        </span>
      }
      detail={[...(dates === null ? [] : [dates]), t('noted', { date: formats.date(createdAt) })].join(' · ')}
      actions={
        <>
          {source && (
            <IconButton
              name={t('source')}
              icon={<MessageCircle />}
              onClick={() => navigate(paths.message(source.conversationId, source.messageId))}
            />
          )}
          {versions > 0 && <IconButton name={t('versions')} icon={<History />} onClick={onVersions} />}
          <IconButton name={t('edit')} icon={<Pencil />} onClick={onEdit} />
          {state === 'kept' && <IconButton name={t('forget')} icon={<Trash2 />} onClick={() => forget.mutate()} />}
        </>
      }
    >
      {state === 'proposed' && (
        <div className={styles['answers']}>
          <Button size="small" look="primary" icon={<Check aria-hidden />} onClick={() => accept.mutate()}>
            {t('accept')}
          </Button>
          <Button size="small" onClick={() => forget.mutate()}>
            {t('refuse')}
          </Button>
        </div>
      )}
    </Row>
  )
}
