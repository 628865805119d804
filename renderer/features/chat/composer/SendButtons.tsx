import { ArrowUp, Square } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#renderer/design/IconButton.tsx'
import styles from './Composer.module.css'

/** Sends what is written, or has it follow the reply that is being written, which can be stopped. */
export function SendButtons(props: {
  readonly writing: boolean
  readonly ready: boolean
  readonly onStop: () => void
}) {
  const { writing, ready, onStop } = props
  const { t } = useTranslation('chat')
  return (
    <>
      {writing && <IconButton name={t('composer.stop')} icon={<Square fill="currentColor" />} onClick={onStop} />}
      {(!writing || ready) && (
        <span className={styles['send']} data-ready={ready || undefined}>
          <IconButton
            type="submit"
            name={writing ? t('outbox.queue') : t('composer.send')}
            icon={<ArrowUp />}
            disabled={!ready}
          />
        </span>
      )}
    </>
  )
}
