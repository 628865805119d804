import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '#shared/model/message.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useMessageSetting } from './message-context.ts'
import styles from './VersionStepper.module.css'

/** Steps through the versions of a message: `‹ 2/3 ›`. */
export function VersionStepper({ message }: { readonly message: Message }) {
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const { actions } = useMessageSetting()
  const { versions } = message
  const index = versions.indexOf(message.id)
  const previous = versions[index - 1]
  const next = versions[index + 1]
  const number = formats.number(index + 1)
  const total = formats.number(versions.length)
  return (
    <div className={styles['stepper']} role="group" aria-label={t('version.label', { number, total })}>
      <IconButton
        size="small"
        name={t('version.previous')}
        icon={<ChevronLeft />}
        disabled={previous === undefined}
        onClick={() => previous !== undefined && actions.selectVersion(previous)}
      />
      <span className={styles['number']} aria-hidden>
        {number}/{total}
      </span>
      <IconButton
        size="small"
        name={t('version.next')}
        icon={<ChevronRight />}
        disabled={next === undefined}
        onClick={() => next !== undefined && actions.selectVersion(next)}
      />
    </div>
  )
}
