import { Autocomplete as Base } from '@base-ui/react/autocomplete'
import { Search, X } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#renderer/design/IconButton.tsx'
import popup from '#renderer/design/popup.module.css'
import styles from './narrowing.module.css'
import type { SearchSuggestion } from './suggestions.ts'

/** One line to search with. Half-typed syllables of an input method are not searched for. */
export function SearchField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly suggestions: readonly SearchSuggestion[]
  readonly field: RefObject<HTMLInputElement | null>
  readonly onDown: () => void
  /** Backspace where nothing is left to take away. */
  readonly onBackspace: () => void
}) {
  const { label, value, onChange, suggestions, field, onDown, onBackspace } = props
  const { t } = useTranslation('library')
  const [open, setOpen] = useState(false)
  const shown = open && suggestions.length > 0
  const empty = () => {
    onChange('')
    field.current?.focus()
  }
  return (
    <div className={styles['field']} role="search">
      <Search className={styles['fieldIcon']} size="1.125rem" strokeWidth={1.5} aria-hidden />
      <Base.Root
        items={suggestions}
        filter={null}
        mode="none"
        value={value}
        onValueChange={(next) => onChange(next)}
        itemToStringValue={(suggestion: SearchSuggestion) => suggestion.line}
        open={shown}
        onOpenChange={setOpen}
      >
        <Base.Input
          ref={field}
          type="text"
          inputMode="search"
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          placeholder={label}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'ArrowDown' && !shown) {
              event.preventBaseUIHandler()
              event.preventDefault()
              onDown()
            } else if (event.key === 'Backspace' && value === '') onBackspace()
            else if (event.key === 'Escape' && !shown && value !== '') {
              event.preventDefault()
              empty()
            }
          }}
        />
        <Base.Portal>
          <Base.Positioner className={popup['positioner']} sideOffset={8} align="start">
            <Base.Popup className={popup['popup']}>
              <Base.List aria-label={t('search.suggestions')}>
                {(suggestion: SearchSuggestion) => (
                  <Base.Item key={suggestion.line} value={suggestion} className={popup['item']}>
                    <span className={styles['suggestion']}>{suggestion.label}</span>
                    {suggestion.note !== null && <span className={styles['suggestionNote']}>{suggestion.note}</span>}
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {value !== '' && <IconButton size="small" name={t('search.clear')} icon={<X />} onClick={empty} />}
    </div>
  )
}
