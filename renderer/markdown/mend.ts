import remend from 'remend'
import { withFormulas } from './hold-formula.ts'

const options = {
  katex: false,
  setextHeadings: false,
  htmlTags: false,
  comparisonOperators: false,
  singleTilde: false,
  linkMode: 'text-only',
} as const

/** A last line that is so far only the mark of a block: what it will be is not known yet. */
const bareBlockMark = /(^|\n)[ \t>]*(?:[-+*_=#>|~`:]{1,8}|\d{1,9}[.)]?)[ \t]*$/
/** A table's head (no row before it), whose delimiter row has not come yet. */
const headOfTable = /(^|(?<!(?:^|\n)[ \t]*\|[^\n]*)\n)[ \t]*\|[^\n]*(?:\n[ \t]*\|?[ \t:|-]*)?$/
const inlineMark = /(?:\*{1,3}|_{1,2}|~{1,2}|`{1,2})$/
const inFence = /^[ \t]*(`{3,}|~{3,})/

function close(text: string): string {
  const link = /\]\([^)\s]*$/.test(text)
  const closed = remend(text, { ...options, links: link, images: link, strikethrough: !text.includes('~~~') })
  // (>_< and friends: an underscore after a sign opens nothing.
  return closed === `${text}_` && !/[\p{L}\p{N}]$/u.test(text) ? text : closed
}

function mendWords(block: string): string {
  const settled = block.replace(headOfTable, '$1').replace(bareBlockMark, '$1')
  const mark = inlineMark.exec(settled)
  if (!mark) return close(settled)
  const head = settled.slice(0, mark.index).trimEnd()
  // With a partner before it the mark closes something; without one it is about to open something.
  return close(head) === head && !settled.endsWith(`\\${mark[0]}`) ? head : close(settled)
}

/**
 * Makes the last, still growing block presentable: marks that wait for their partner are closed, marks with nothing
 * after them yet are held back, so that half-written syntax never flashes by. Only for display, never for keeping.
 */
export function mend(block: string): string {
  if (inFence.test(block)) return mendFence(block)
  return withFormulas(block, mendWords)
}

/** Open code, without the line that may be about to close it. */
export function mendFence(block: string): string {
  return block.replace(/\n[ \t]*[`~]+$/, '')
}
