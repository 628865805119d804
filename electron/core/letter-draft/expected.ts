import type { TokenUse } from '#shared/model/message.ts'

/** Notes of so many parts are put together in one call. */
export const mergedAtOnce = 8

/** What is asked, beside what is shown. */
export const tokensAsked = 420
const tokensOfNote = 45
const mostOfPart = 1_100

/** What calls are taken to need, before they are made. */
export const expected = {
  read: ({ tokens }: { readonly tokens: number }): TokenUse => ({
    prompt: tokens + tokensAsked,
    completion: Math.round(Math.min(mostOfPart, 60 + tokens * 0.06)),
  }),
  /** Of so many notes. */
  merge: (notes: number): TokenUse => ({
    prompt: tokensAsked + notes * tokensOfNote,
    completion: Math.round(40 + notes * 0.6 * tokensOfNote),
  }),
  write: (notes: number): TokenUse => ({
    prompt: tokensAsked + Math.min(40, notes) * tokensOfNote,
    completion: Math.round(60 + Math.min(16, notes) * tokensOfNote),
  }),
} as const

/** How many notes so much of a history is taken to hold. */
export function notesIn(parts: readonly { readonly tokens: number }[]): number {
  return parts.reduce((sum, part) => sum + (expected.read(part).completion - 60) / 70, 0)
}

/** How many calls put the notes of so many parts together. */
export function mergesOf(parts: number): number {
  let calls = 0
  for (let left = parts; left > 1; left = Math.ceil(left / mergedAtOnce)) calls += Math.ceil(left / mergedAtOnce)
  return calls
}
