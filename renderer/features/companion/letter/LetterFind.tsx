import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { findPlaces } from './find-places.ts'
import styles from './letter.module.css'

/** Finds words in the text: every hit is selected in its place, one after another. */
export function LetterFind(props: {
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly onClose: () => void
}) {
  const { area, onClose } = props
  const { t } = useTranslation('letter')
  const formats = useFormats()
  const [wanted, setWanted] = useState('')
  const [shown, setShown] = useState<{ readonly at: number; readonly of: number } | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])

  function go(step: 1 | -1) {
    const text = area.current
    if (text === null || wanted.trim() === '') return
    const places = findPlaces(text.value, wanted)
    const from = step === 1 ? text.selectionEnd : text.selectionStart
    const ahead = step === 1 ? places.findIndex((at) => at >= from) : places.findLastIndex((at) => at < from)
    const index = ahead === -1 ? (step === 1 ? 0 : places.length - 1) : ahead
    const place = places[index]
    setShown({ at: place === undefined ? 0 : index + 1, of: places.length })
    if (place === undefined) return
    // Focusing brings the selection into view, which setting it alone does not.
    text.blur()
    text.setSelectionRange(place, place + wanted.trim().length)
    text.focus()
  }

  return (
    <search
      className={styles['find']}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          onClose()
          area.current?.focus()
        }
        if (event.key === 'Enter' && event.target === field.current) {
          event.preventDefault()
          go(event.shiftKey ? -1 : 1)
        }
      }}
    >
      <input
        ref={field}
        type="search"
        className={styles['findField']}
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value)
          setShown(null)
        }}
      />
      <span className={styles['findCount']} role="status">
        {shown === null
          ? ''
          : shown.of === 0
            ? t('find.none')
            : t('find.place', { at: formats.number(shown.at), of: formats.number(shown.of) })}
      </span>
      <IconButton size="small" name={t('find.before')} icon={<ChevronUp aria-hidden />} onClick={() => go(-1)} />
      <IconButton size="small" name={t('find.next')} icon={<ChevronDown aria-hidden />} onClick={() => go(1)} />
      <IconButton size="small" name={t('find.close')} icon={<X aria-hidden />} onClick={onClose} />
    </search>
  )
}
