import { formulaOf } from './formula.ts'

/** Code and whole formulas: what stands in them is nothing's syntax. */
const finished =
  /(`+)(?!`)[^]*?[^`]\1(?!`)|\$\$[^]+?\$\$|\\\([^]*?\\\)|\\\[[^]*?\\\]|(?<![\p{Script=Latin}\p{N}$\\])\$[^\s$](?:[^$\n]*[^\s$\\])?\$(?![\w$])/gu
/** A formula that is only half there, up to the end of the text. */
const half = /(?:\$\$|\\[([]|(?<![\p{Script=Latin}\p{N}$\\])\$(?=[^\s\d$]|$))(?![^]*(?:\$\$|\\[([]))[^]*$/u
/** A formula longer than this that has not ended is none. */
const longestHeld = 2_000

/** Two characters that no text is written with, around the number of what they stand for. */
const [before, after] = ['\ue010', '\ue011']
const standIn = /\ue010(\d+)\ue011/g

function holdsBack(rest: string): boolean {
  if (rest.length > longestHeld) return false
  const opening = rest.startsWith('$$') ? '$$' : rest.startsWith('\\') ? rest.slice(0, 2) : '$'
  const inside = rest.slice(opening.length)
  if (opening === '$$') return true
  if (opening === '$' && inside.includes('\n')) return false
  return inside.trim().length < 4 || formulaOf(opening, inside.trim(), '') !== null
}

/**
 * Mends a growing text around its formulas: whole ones are kept out of the way, since `_` and `*` mean other things in
 * them, and one that is only half there waits until it can be drawn.
 */
export function withFormulas(text: string, mend: (text: string) => string): string {
  if (!text.includes('$') && !text.includes('\\')) return mend(text)
  const kept: string[] = []
  const plain = text.replace(finished, (whole) => `${before}${kept.push(whole) - 1}${after}`)
  const open = half.exec(plain)
  const isCode = open !== null && (plain.slice(0, open.index).split('`').length - 1) % 2 === 1
  const held = open && !isCode && holdsBack(open[0]) ? plain.slice(0, open.index).trimEnd() : plain
  return mend(held).replace(standIn, (_all, number: string) => kept[Number(number)] ?? '')
}
