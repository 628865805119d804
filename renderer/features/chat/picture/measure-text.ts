import type { DrawnRule, DrawnText } from './drawn-items.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Letters that stand alone on their grid, and marks that a face may set wider or narrower: each has a place of its own. */
const alone =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{P}\p{S}\u3000-\u303F\uFF00-\uFFEF]/u
/** Marks inside a word of letters and numbers, which would be torn off it. */
const inside = /^['.,:/_-]$/
const opening = /^[\p{Ps}\p{Pi}]$/u

/** The words of one text node where the browser has put them: line breaks, spacing and all. */
export function* measureText(
  node: Text,
  style: CSSStyleDeclaration,
  origin: DOMRect,
): Generator<DrawnText | DrawnRule> {
  const range = document.createRange()
  const common = {
    kind: 'text',
    font: `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
    fill: style.color,
    language: node.parentElement?.closest('[lang]')?.getAttribute('lang') ?? '',
  } as const
  let piece: { text: string; left: number; right: number; top: number; height: number; sealed: boolean } | null = null

  const finish = function* () {
    if (!piece) return
    const { text, left, right, top, height } = piece
    const place = { x: left - origin.left, y: top - origin.top, width: right - left, height }
    yield { ...common, ...place, text, fromEnd: opening.test(text) }
    yield* linesOf(style, place)
    piece = null
  }

  for (const { segment, index } of graphemes.segment(node.data)) {
    if (/^\s+$/u.test(segment)) {
      yield* finish()
      continue
    }
    range.setStart(node, index)
    range.setEnd(node, index + segment.length)
    const rect = range.getClientRects()[0]
    if (!rect || rect.width === 0) continue
    const single = alone.test(segment) && !inside.test(segment)
    if (piece && (single || piece.sealed || Math.abs(piece.top - rect.top) > 1)) yield* finish()
    if (piece) {
      piece.text += segment
      piece.left = Math.min(piece.left, rect.left)
      piece.right = Math.max(piece.right, rect.right)
    } else {
      piece = { text: segment, left: rect.left, right: rect.right, top: rect.top, height: rect.height, sealed: single }
    }
  }
  yield* finish()
}

/** Lines under and through words, which a canvas does not draw. */
function* linesOf(style: CSSStyleDeclaration, place: Omit<DrawnRule, 'kind' | 'fill'>): Generator<DrawnRule> {
  const { textDecorationLine } = style
  const thick = Math.max(1, parseFloat(style.fontSize) / 16)
  const at = (share: number): DrawnRule => ({
    ...place,
    kind: 'rule',
    fill: style.color,
    y: place.y + place.height * share,
    height: thick,
  })
  if (textDecorationLine.includes('underline')) yield at(0.9)
  if (textDecorationLine.includes('line-through')) yield at(0.55)
}
