import { ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import styles from './NextReplyCount.module.css'
import { usePreview } from './use-preview.ts'

/** The way from the composer to what the next send will contain; once that is open, its size in tokens. */
export function NextReplyCount(props: {
  readonly conversationId: ConversationId
  readonly open: boolean
  readonly onToggle: () => void
}) {
  const { conversationId, open, onToggle } = props
  const { t } = useTranslation('chat')
  return (
    <button type="button" className={styles['count']} aria-expanded={open} onClick={onToggle}>
      <ScrollText size="1em" strokeWidth={1.5} aria-hidden />
      {open ? <Count conversationId={conversationId} /> : t('context.look')}
    </button>
  )
}

function Count({ conversationId }: { readonly conversationId: ConversationId }): string {
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const tokens = usePreview(conversationId, { ofSend: true }).preview?.tokens
  if (tokens === undefined) return t('context.look')
  return t('context.tokens', { count: tokens, tokens: formats.number(tokens) })
}
