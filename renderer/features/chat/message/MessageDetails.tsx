import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import styles from './Facts.module.css'
import { useMessageSetting } from './message-context.ts'

/** Who really said this, when, and what it took. */
export function MessageDetails(props: {
  readonly message: Message
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}) {
  const { message, open, onOpenChange } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const { name } = useMessageSetting()
  const { tokens } = message
  const facts: readonly (readonly [string, string | null])[] = [
    [t('details.from'), message.author ?? (message.role === 'user' ? t('thread.you') : name)],
    [t('details.time'), message.createdAt === null ? t('details.noTime') : formats.dateTime(message.createdAt)],
    [t('details.model'), message.model],
    [t('details.provider'), message.provider],
    [
      t('details.tokens'),
      tokens &&
        t('details.tokensValue', {
          prompt: formats.number(tokens.prompt),
          completion: formats.number(tokens.completion),
        }),
    ],
    [t('details.finish'), message.finishReason],
    [t('details.versions'), message.versions.length > 1 ? formats.number(message.versions.length) : null],
  ]
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('details.title')}
      actions={<Button onClick={() => onOpenChange(false)}>{t('details.close')}</Button>}
    >
      <dl className={styles['facts']}>
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Dialog>
  )
}
