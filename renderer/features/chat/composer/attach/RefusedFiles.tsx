import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mostAttachments } from '#shared/model/draft.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import type { Refused } from './use-attach.ts'
import styles from './RefusedFiles.module.css'

/** Files that do not go with the message: which, why, and what would. */
export function RefusedFiles({
  refused,
  onClose,
}: {
  readonly refused: readonly Refused[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('chat')
  const errorText = useErrorText()
  if (refused.length === 0) return null
  return (
    <div className={styles['refused']} role="alert">
      <ul>
        {refused.map(({ name, why, error }, index) => (
          // Two files may have one name.
          <li key={`${index} ${name}`}>
            {error === undefined
              ? t(`attach.refused.${why}`, { name, count: mostAttachments })
              : t('attach.trouble', { name, why: errorText(error) })}
          </li>
        ))}
      </ul>
      <IconButton size="small" name={t('attach.dismiss')} icon={<X />} onClick={onClose} />
    </div>
  )
}
