import type { MessageId } from '#shared/model/ids.ts'
import { placesOf } from '#shared/spellings.ts'

/** Names of what is lit up, in the style sheet too. */
const found = 'found'
const current = 'found-here'

const blocks = 'p, li, td, th, pre, blockquote, h1, h2, h3, h4, h5, h6'

/**
 * Lights up the pattern in those messages of the thread that are drawn; answers its first place in the message that is
 * stood at. Nothing of the document changes, so that nothing moves.
 */
export function lightUp(
  scroller: HTMLElement,
  hits: ReadonlySet<MessageId>,
  pattern: RegExp | null,
  at: MessageId | null,
): Range | null {
  const others = new Highlight()
  const here = new Highlight()
  let first: Range | null = null
  for (const row of pattern === null ? [] : scroller.querySelectorAll<HTMLElement>('[data-message]')) {
    const id = Number(row.dataset['message']) as MessageId
    if (!hits.has(id) || pattern === null) continue
    for (const range of rangesIn(row, pattern)) {
      if (id === at) {
        first ??= range
        here.add(range)
      } else others.add(range)
    }
  }
  here.priority = 1
  CSS.highlights.set(found, others)
  CSS.highlights.set(current, here)
  return first
}

/** Puts all lights out. */
export function lightsOut(): void {
  CSS.highlights.delete(found)
  CSS.highlights.delete(current)
}

function rangesIn(row: HTMLElement, pattern: RegExp): Range[] {
  const nodes: { readonly node: Text; readonly start: number }[] = []
  let text = ''
  let block: Element | null = null
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = node.parentElement?.closest(blocks) ?? null
    // Words of two paragraphs do not follow each other.
    if (own !== block && text !== '') text += '\n\u0000\n'
    block = own
    nodes.push({ node: node as Text, start: text.length })
    text += (node as Text).data
  }
  const placeOf = (offset: number) => {
    const holder = nodes.findLast(({ start }) => start <= offset)
    return holder ? { node: holder.node, offset: offset - holder.start } : null
  }
  return placesOf(text, pattern).flatMap(([start, end]) => {
    const from = placeOf(start)
    const to = placeOf(end - 1)
    if (!from || !to) return []
    const range = document.createRange()
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, to.offset + 1)
    return [range]
  })
}
