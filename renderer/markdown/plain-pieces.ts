import type { Paragraph } from 'mdast'

/** A paragraph and where its line starts. */
export type PlainPiece = { readonly start: number; readonly node: Paragraph }

/** What may be a mark, anywhere in a text or at the ends of its lines. Rather too much than too little. */
const anyMark = /[\\`*_[\]<>&#|$@\t\r\0\ufeff]|~~|:\/\/|www\.|^(?:[ +-]|:-|\d+[.)])| $/im
const paragraph = /[^\n]+(?:\n[^\n]+)*/g

/**
 * The paragraphs of a text in which nothing can be Markdown; null where something might be. Most of what is said in a
 * chat is plain words, and reading them with the whole grammar is what costs most in drawing a page of a thread.
 */
export function plainPieces(text: string): PlainPiece[] | null {
  if (anyMark.test(text)) return null
  return Array.from(text.matchAll(paragraph), ({ 0: value, index }) => ({
    start: index,
    node: { type: 'paragraph', children: [{ type: 'text', value }] },
  }))
}
