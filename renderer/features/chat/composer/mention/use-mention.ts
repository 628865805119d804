import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useState } from 'react'
import { isComposing } from '#renderer/actions/is-composing.ts'
import {
  findSuggestions,
  mentionAt,
  type Mention,
  type Suggestion,
  type SuggestionGroup,
  type SuggestionSource,
} from './suggestions.ts'

export type MentionList = {
  readonly groups: readonly SuggestionGroup[]
  readonly active: Suggestion | null
  readonly choose: (suggestion: Suggestion) => void
  /** Looks where the caret is; call when the words or the caret moved. */
  readonly look: () => void
  readonly close: () => void
  /** True where the key was for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

const none: readonly SuggestionGroup[] = []

/** The list that an `@` opens while one writes. `insert` puts words in the place of a range of the field's. */
export function useMention(
  field: RefObject<HTMLTextAreaElement | null>,
  sources: readonly SuggestionSource[],
  insert: (text: string, from: number, to: number) => void,
): MentionList {
  const [mention, setMention] = useState<Mention | null>(null)
  const [groups, setGroups] = useState(none)
  const [activeId, setActiveId] = useState<string | null>(null)
  /** Where the list was sent away; it comes back with another `@`. */
  const [dismissed, setDismissed] = useState<number | null>(null)

  const look = useCallback(() => {
    const area = field.current
    const isCaret = area !== null && area.selectionStart === area.selectionEnd
    const next = isCaret ? mentionAt(area.value, area.selectionStart) : null
    setMention((before) => (before?.from === next?.from && before?.query === next?.query ? before : next))
    if (next === null) setDismissed(null)
  }, [field])

  const wanted = mention !== null && mention.from !== dismissed ? mention : null
  useEffect(() => {
    if (wanted === null) {
      setGroups(none)
      return
    }
    let gone = false
    void findSuggestions(sources, wanted.query).then((found) => {
      if (gone) return
      setGroups(found)
      setActiveId(null)
    })
    return () => {
      gone = true
    }
  }, [wanted, sources])

  const all = useMemo(() => groups.flatMap(({ suggestions }) => suggestions), [groups])
  const active = all.find(({ id }) => id === activeId) ?? all[0] ?? null

  const close = useCallback(() => setDismissed(mention?.from ?? null), [mention])
  const choose = (suggestion: Suggestion) => {
    if (mention === null) return
    insert(suggestion.insert, mention.from, mention.from + 1 + mention.query.length)
    setMention(null)
  }

  const onKey = (event: KeyboardEvent): boolean => {
    if (active === null || isComposing(event.nativeEvent)) return false
    const at = all.indexOf(active)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActiveId(all[(at + step + all.length) % all.length]?.id ?? null)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) choose(active)
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return { groups, active, choose, look, close, onKey }
}
