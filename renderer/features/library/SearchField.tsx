import { Search, X } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#renderer/design/IconButton.tsx'
import styles from './library.module.css'

/** One line to search with. Half-typed syllables of an input method are not searched for. */
export function SearchField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly field: RefObject<HTMLInputElement | null>
  readonly onDown?: () => void
}) {
  const { label, value, onChange, field, onDown } = props
  const { t } = useTranslation('library')
  const composing = useRef(false)
  const empty = () => {
    if (field.current) field.current.value = ''
    onChange('')
    field.current?.focus()
  }
  return (
    <div className={styles['field']} role="search">
      <Search className={styles['fieldIcon']} size="1.125rem" strokeWidth={1.5} aria-hidden />
      <input
        ref={field}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={(event) => {
          composing.current = false
          onChange(event.currentTarget.value)
        }}
        onChange={(event) => {
          if (!composing.current) onChange(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'ArrowDown' && onDown) {
            event.preventDefault()
            onDown()
          } else if (event.key === 'Escape' && value !== '') {
            event.preventDefault()
            empty()
          }
        }}
      />
      {value !== '' && <IconButton size="small" name={t('search.clear')} icon={<X />} onClick={empty} />}
    </div>
  )
}
