import { useStore } from 'zustand'
import { VisuallyHidden } from '#renderer/design/VisuallyHidden.tsx'
import type { LiveStore } from './live-store.ts'

/** Reads a reply out once, when it is whole: words that still grow would be read over and over. */
export function ReplyAnnouncer({ store, name }: { readonly store: LiveStore; readonly name: string }) {
  const ended = useStore(store, (state) => state.ended)
  return <VisuallyHidden live="polite">{ended ? `${name}: ${ended.text.replace(/[*_`#>~|]+/g, '')}` : ''}</VisuallyHidden>
}
