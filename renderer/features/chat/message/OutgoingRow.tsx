import { useTranslation } from 'react-i18next'
import { classes } from '#renderer/design/classes.ts'
import { TypedText } from './MessageParts.tsx'
import styles from './MessageRow.module.css'
import stateStyles from './MessageState.module.css'

/** Words that are on their way into the vault. */
export function OutgoingRow({ text, waiting }: { readonly text: string; readonly waiting: boolean }) {
  const { t } = useTranslation('chat')
  return (
    <div className={classes(styles['row'], styles['yours'])} data-starts-group>
      <div className={styles['body']}>
        <TypedText text={text} />
      </div>
      <p className={stateStyles['mark']} role="status">
        {waiting ? t('composer.waiting') : t('thread.sending')}
      </p>
    </div>
  )
}
