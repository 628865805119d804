import type { RootContent } from 'mdast'
import { mend, mendFence } from './mend.ts'
import { parseMarkdown } from './parser.ts'
import { plainPieces } from './plain-pieces.ts'

/** One top-level block. `key` is its offset in the text and never changes once the block is closed. */
export type Block = { readonly key: number; readonly node: RootContent }

/** A text cut into blocks. The first `settledLength` characters are closed: more text cannot change how they read. */
export type BlockList = {
  readonly text: string
  readonly closed: readonly Block[]
  readonly settledLength: number
  readonly open: readonly Block[]
  /** The marks of the code fence that the text is in the middle of. */
  readonly fence: string | null
}

/** Nothing read yet. */
export const noBlocks: BlockList = { text: '', closed: [], settledLength: 0, open: [], fence: null }

type Piece = { readonly start: number; readonly node: RootContent }

function piecesOf(text: string): readonly Piece[] {
  const plain = plainPieces(text)
  if (plain) return plain
  return parseMarkdown(text).children.map((node) => {
    const offset = node.position?.start.offset ?? 0
    // From the line's start: indentation decides how a list nests.
    return { start: text.lastIndexOf('\n', offset - 1) + 1, node }
  })
}

/** Where the line before the last one starts; two lines can still change what came before them (a table's head). */
function unsettledFrom(text: string): number {
  const lastLine = text.lastIndexOf('\n') + 1
  return lastLine === 0 ? 0 : text.lastIndexOf('\n', lastLine - 2) + 1
}

const fenceLine = /^(`{3,}|~{3,})[^\n]*\n/

function closes(lines: string, fence: string): boolean {
  return new RegExp(`^ {0,3}${fence}${fence[0]}*[ \\t]*$`, 'm').test(lines)
}

/** The marks of a fence that stays open to the end of this block. */
function openFence({ node, key }: Block, text: string): string | null {
  if (node.type !== 'code') return null
  const source = text.slice(key)
  const opening = fenceLine.exec(source)
  return opening?.[1] !== undefined && !closes(source.slice(opening[0].length), opening[1]) ? opening[1] : null
}

/** More lines of code: nothing in them can be anything else, so they are added and not read. */
function growFence(from: BlockList, text: string): BlockList | null {
  const [block] = from.open
  if (from.fence === null || block?.node.type !== 'code' || from.open.length !== 1) return null
  if (closes(text.slice(from.text.lastIndexOf('\n') + 1), from.fence)) return null
  const source = mendFence(text.slice(block.key))
  const value = source.slice(source.indexOf('\n') + 1)
  return { ...from, text, open: [{ key: block.key, node: { ...block.node, value } }] }
}

/**
 * Reads the text on from where `previous` stopped. Costs the new text and the last block, however long the whole is:
 * in Markdown without definitions a block is final as soon as the next one stands. With `complete` the last block is
 * read as it is; without, half-written syntax in it is mended.
 */
export function growBlocks(previous: BlockList, text: string, complete: boolean): BlockList {
  const from = text.startsWith(previous.text) ? previous : noBlocks
  const moreCode = complete ? null : growFence(from, text)
  if (moreCode) return moreCode
  const tail = text.slice(from.settledLength)
  const pieces = piecesOf(tail)
  const unsettled = unsettledFrom(tail)
  const firstOpen = Math.max(
    0,
    pieces.findLastIndex((piece) => piece.start < unsettled),
  )

  const toBlock = (piece: Piece): Block => ({ key: from.settledLength + piece.start, node: piece.node })
  const closed = firstOpen === 0 ? from.closed : [...from.closed, ...pieces.slice(0, firstOpen).map(toBlock)]
  const settledLength = from.settledLength + (firstOpen === 0 ? 0 : (pieces[firstOpen]?.start ?? 0))
  const open = pieces.slice(firstOpen).map(toBlock)

  const last = open.at(-1)
  const fence = last && open.length === 1 ? openFence(last, text) : null
  if (!complete && last) {
    const source = text.slice(last.key)
    const mended = mend(source)
    if (mended !== source) {
      open.pop()
      for (const piece of piecesOf(mended)) open.push({ key: last.key + piece.start, node: piece.node })
    }
  }
  return { text, closed, settledLength, open, fence }
}
