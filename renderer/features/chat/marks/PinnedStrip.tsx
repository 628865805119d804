import { useQuery } from '@tanstack/react-query'
import { Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationId } from '#shared/model/ids.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { GoTo } from '../message/use-message-actions.ts'
import { useMarkActions } from './marks-context.ts'
import styles from './PinnedStrip.module.css'

/** Pins that are walked through; nobody pins more, and the rest come up as these are taken off. */
const most = 50

/** The pinned messages above the thread, one at a time: pressing it goes there, and shows the one before it. */
export function PinnedStrip({
  conversationId,
  goTo,
}: {
  readonly conversationId: ConversationId
  readonly goTo: GoTo
}) {
  const { t, i18n } = useTranslation('chat')
  const { setPinned } = useMarkActions()
  const [at, setAt] = useState(0)
  const { data: pins = [] } = useQuery(
    useApi().marks.list.queryOptions({ input: { kind: 'pin', conversationId, limit: most } }),
  )
  const index = at < pins.length ? at : 0
  const pin = pins[index]
  if (!pin) return null
  const words = plainWords(pin.excerpt)
  return (
    <div className={styles['strip']} role="region" aria-label={t('marks.pinnedMessages')}>
      <button
        type="button"
        className={styles['open']}
        onClick={() => {
          goTo({ from: 'around', messageId: pin.messageId }, { flash: pin.messageId })
          setAt((index + 1) % pins.length)
        }}
      >
        <Pin size="1em" strokeWidth={1.5} aria-hidden />
        <span className={styles['words']} lang={guessLanguage(words, i18n.language)}>
          {words || t('marks.noWords')}
        </span>
        {pins.length > 1 && (
          <span className={styles['count']}>{t('marks.pinNumber', { number: index + 1, total: pins.length })}</span>
        )}
      </button>
      <IconButton
        size="small"
        name={t('marks.unpin')}
        icon={<PinOff />}
        onClick={() => setPinned(pin.messageId, false)}
        tooltipSide="bottom"
      />
    </div>
  )
}
