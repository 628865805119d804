import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { Button } from '#renderer/design/Button.tsx'
import styles from './DeletedLine.module.css'
import { useMessageSetting } from './message-context.ts'

/** Where a deleted message stood; its words are still in the vault. */
export function DeletedLine({ message }: { readonly message: Message }) {
  const { t } = useTranslation('chat')
  const { actions } = useMessageSetting()
  return (
    <div className={styles['line']}>
      <span>{t('state.deleted')}</span>
      <Button look="quiet" size="small" onClick={() => actions.restore(message)}>
        {t('action.restore')}
      </Button>
    </div>
  )
}
