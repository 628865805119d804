import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { OriginLine } from '../branch/OriginLine.tsx'
import type { PanelProps } from '../panel/panel.ts'
import { ForkTree } from './ForkTree.tsx'
import styles from './map.module.css'
import { useForks } from './use-forks.ts'

/** Where a conversation forks, and every path from there: to read one, and to make it the thread. */
export function MapPanel({ facts, goTo }: PanelProps) {
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const id = facts.conversation?.id
  const { forks, threadLength, hasEarlier, loadEarlier } = useForks(id, null)
  if (id === undefined || !forks) return null
  return (
    <div className={styles['map']}>
      <OriginLine conversationId={id} />
      {forks.length === 0 ? (
        <>
          <p>{t('map.empty')}</p>
          <p className={styles['hint']}>{t('map.emptyBody')}</p>
        </>
      ) : (
        <>
          <p className={styles['hint']}>
            {t('map.thread', { count: threadLength, formatted: formats.number(threadLength) })}
          </p>
          {hasEarlier && (
            <Button size="small" look="quiet" onClick={loadEarlier}>
              {t('map.earlier')}
            </Button>
          )}
          <ForkTree
            conversationId={id}
            forks={forks}
            onRead={(messageId) => goTo({ from: 'around', messageId }, { flash: messageId })}
          />
          <p className={styles['hint']}>{t('map.read')}</p>
        </>
      )}
    </div>
  )
}
