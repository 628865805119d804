import { Component, type ReactNode, type RefObject } from 'react'

type Props = {
  readonly scroller: RefObject<HTMLElement | null>
  /** Whether the end is to stay in view. */
  readonly pinned: RefObject<boolean>
  /** What the rows were made from; a new value means that rows came, went or changed. */
  readonly rows: unknown
  readonly children: ReactNode
}
type Landmark = { readonly key: string; readonly top: number }

/**
 * Keeps the reader's place when rows come and go. The browser anchors the scroll position by itself, but not at the
 * very top and not when the anchor goes away; so the rows in view are noted just before React changes the document,
 * which only a class can do, and the first that is still there is put back where it was.
 */
export class ScrollKeeper extends Component<Props> {
  override getSnapshotBeforeUpdate(previous: Props): readonly Landmark[] | null {
    const scroller = this.props.scroller.current
    if (!scroller || previous.rows === this.props.rows || this.props.pinned.current) return null
    const top = scroller.getBoundingClientRect().top
    const landmarks: Landmark[] = []
    for (const row of scroller.querySelectorAll<HTMLElement>('[data-row]')) {
      const box = row.getBoundingClientRect()
      if (box.bottom > top) landmarks.push({ key: row.dataset['row'] ?? '', top: box.top })
      if (landmarks.length === 12) break
    }
    return landmarks
  }

  override componentDidUpdate(_previous: Props, _state: unknown, landmarks: readonly Landmark[] | null): void {
    const scroller = this.props.scroller.current
    if (!scroller || !landmarks) return
    for (const { key, top } of landmarks) {
      const row = scroller.querySelector(`[data-row="${key}"]`)
      if (!row) continue
      const moved = row.getBoundingClientRect().top - top
      if (Math.abs(moved) > 0.5) scroller.scrollTop += moved
      return
    }
  }

  override render(): ReactNode {
    return this.props.children
  }
}
