import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './MentionPopup.module.css'
import type { MentionList } from './use-mention.ts'

/** The suggestions above the field. The focus stays in the field, which says which of them is meant. */
export function MentionPopup({ list, id }: { readonly list: MentionList; readonly id: string }) {
  const { t } = useTranslation('chat')
  const { groups, active, choose } = list
  const popup = useRef<HTMLDivElement>(null)
  useEffect(() => {
    popup.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  if (active === null) return null
  return (
    <div ref={popup} id={id} className={styles['popup']} role="listbox" aria-label={t('picker.mention.label')}>
      {groups.map(({ title, suggestions }) => (
        <div key={title} role="group" aria-label={title}>
          <p className={styles['title']} aria-hidden>
            {title}
          </p>
          {suggestions.map((suggestion) => (
            <div // oxlint-disable-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus -- the field has the keys and the focus
              key={suggestion.id}
              id={optionId(id, suggestion.id)}
              className={styles['option']}
              role="option"
              aria-selected={suggestion === active}
              // The field must not lose its caret to a press here.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(suggestion)}
            >
              <span className={styles['label']}>{suggestion.label}</span>
              {suggestion.note !== undefined && <span className={styles['note']}>{suggestion.note}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** The id of a suggestion's row in the page. */
export function optionId(listId: string, suggestionId: string): string {
  return `${listId}-${suggestionId.replaceAll(' ', '-')}`
}
