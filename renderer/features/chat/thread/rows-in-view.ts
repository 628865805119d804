import type { MessageId } from '#shared/model/ids.ts'
import type { ReadingPlace } from '#shared/model/reading.ts'

/** What of the thread is in view. */
export type InView = {
  /** The first message in view, and how much of it stands above the edge. */
  readonly first: ReadingPlace
  /** The last message that has begun to be in view. */
  readonly last: MessageId
}

/** Looks at a dozen rows of however many there are; null where none is in view. */
export function rowsInView(scroller: HTMLElement): InView | null {
  const rows = [...scroller.querySelectorAll<HTMLElement>('article[data-message]')]
  const edge = scroller.getBoundingClientRect()
  const first = rows[firstWhere(rows, (row) => row.getBoundingClientRect().bottom > edge.top + 1)]
  const last = rows[firstWhere(rows, (row) => row.getBoundingClientRect().top >= edge.bottom - 1) - 1]
  if (!first || !last) return null
  const box = first.getBoundingClientRect()
  const share = box.height > 0 ? Math.min(1, Math.max(0, (edge.top - box.top) / box.height)) : 0
  return { first: { messageId: idOf(first), share }, last: idOf(last) }
}

/** Puts a message back to where it stood; false where it is not drawn. */
export function scrollToPlace(scroller: HTMLElement, { messageId, share }: ReadingPlace): boolean {
  const row = scroller.querySelector<HTMLElement>(`article[data-message="${messageId}"]`)
  if (!row) return false
  const box = row.getBoundingClientRect()
  scroller.scrollTop += box.top + share * box.height - scroller.getBoundingClientRect().top
  return true
}

function idOf(row: HTMLElement): MessageId {
  return Number(row.dataset['message']) as MessageId
}

/** Rows stand one below the other, so that half of them can be left out at every look. */
function firstWhere(rows: readonly HTMLElement[], reached: (row: HTMLElement) => boolean): number {
  let from = 0
  let to = rows.length
  while (from < to) {
    const middle = (from + to) >> 1
    const row = rows[middle]
    if (row && reached(row)) to = middle
    else from = middle + 1
  }
  return from
}
