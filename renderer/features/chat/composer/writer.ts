import { createContext, use, type RefObject } from 'react'
import type { Draft, Quote } from '#shared/model/draft.ts'

/** What the messages of a thread may do with the place where one writes. */
export type Writer = {
  /** Takes these words up above the field, and goes there. */
  readonly quote: (quote: Quote) => void
  /** What is written has changed in the vault; shows it. */
  readonly show: (draft: Draft) => void
  /** Stores what is written, so that the vault may add to it. */
  readonly save: () => Promise<void>
}

const Context = createContext<RefObject<Writer | null> | null>(null)

/** Gives the messages of a thread its writer; null inside while nobody can write. */
export const WriterProvider = Context

/** The writer of the thread around. */
export function useWriter(): RefObject<Writer | null> {
  const writer = use(Context)
  if (!writer) throw new Error('useWriter outside of WriterProvider')
  return writer
}
