import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import styles from './library.module.css'
import { SearchField } from './SearchField.tsx'
import { SearchResults } from './SearchResults.tsx'
import { searchSteps, useSearch } from './use-search.ts'

/** The search inside one conversation, above its thread. */
export function ThreadSearch(props: {
  readonly conversationId: ConversationId
  readonly onOpen: (messageId: MessageId) => void
  readonly onClose: () => void
}) {
  const { conversationId, onOpen, onClose } = props
  const { t } = useTranslation('library')
  const field = useRef<HTMLInputElement>(null)
  const results = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [limit, setLimit] = useState<number>(searchSteps[0])
  const search = useSearch({ query, limit, conversationId })
  useEffect(() => field.current?.focus(), [])

  return (
    <div className={styles['threadSearch']}>
      <SearchField
        label={t('search.inThread')}
        value={query}
        field={field}
        onChange={setQuery}
        onEscape={onClose}
        onDown={() => results.current?.querySelector('button')?.focus()}
        end={<IconButton size="small" name={t('search.close')} icon={<X />} onClick={onClose} />}
      />
      {query.trim() !== '' && (
        <div
          ref={results}
          className={styles['threadResults']}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            field.current?.focus()
          }}
        >
          <SearchResults
            search={search}
            field={field}
            oneConversation
            onOpen={(hit) => onOpen(hit.messageId)}
            onMore={limit === searchSteps[1] ? null : () => setLimit(searchSteps[1])}
          />
        </div>
      )}
    </div>
  )
}
