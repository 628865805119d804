import { createContext, use, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Virtualizer, type CustomItemComponentProps } from 'virtua'
import type { ConversationId } from '#shared/model/ids.ts'
import type { LibraryFilter } from '#shared/model/library.ts'
import type { ArrangeKind } from './ArrangeDialog.tsx'
import { ConversationRow } from './ConversationRow.tsx'
import styles from './library.module.css'

/** Rows that are fetched together. */
const fetchedAtOnce = 60
/** A list of no more than this is drawn whole, so that the window's own find looks through all of it. */
const longestWhole = 60
const rowHeight = 92

const Total = createContext(0)

/** One place of the list, which says where it stands: a reader of the screen sees only those that are drawn. */
function Place({
  ref,
  style,
  index,
  children,
}: CustomItemComponentProps & { readonly ref?: React.Ref<HTMLLIElement> }) {
  return (
    <li ref={ref} style={style} className={styles['item']} aria-posinset={index + 1} aria-setsize={use(Total)}>
      {children}
    </li>
  )
}

/** Any number of conversations, of which those in view are drawn and fetched. */
export function ConversationRows(props: {
  readonly ids: readonly ConversationId[]
  readonly shelf: LibraryFilter['shelf']
  readonly selected: ReadonlySet<ConversationId>
  readonly onSelect: (selected: ReadonlySet<ConversationId>) => void
  readonly onAsk: (kind: ArrangeKind, id: ConversationId) => void
}) {
  const { ids, shelf, selected, onSelect, onAsk } = props
  const list = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLElement>(null)
  const [margin, setMargin] = useState(0)
  /** From where a press with Shift goes on. */
  const last = useRef<ConversationId | null>(null)
  const pages = useMemo(
    () =>
      Array.from({ length: Math.ceil(ids.length / fetchedAtOnce) }, (_, page) =>
        ids.slice(page * fetchedAtOnce, (page + 1) * fetchedAtOnce),
      ),
    [ids],
  )

  // The filters above may wrap into more lines at any time.
  useLayoutEffect(() => {
    scroller.current = list.current?.closest('main') ?? null
    if (!list.current || !scroller.current) return
    const { current: element } = list
    const { current: page } = scroller
    const measure = () =>
      setMargin(element.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop)
    const observer = new ResizeObserver(measure)
    if (element.parentElement?.parentElement) observer.observe(element.parentElement.parentElement)
    measure()
    return () => observer.disconnect()
  }, [])

  function select(id: ConversationId, on: boolean, range: boolean) {
    const next = new Set(selected)
    const from = range && last.current !== null ? ids.indexOf(last.current) : -1
    const to = ids.indexOf(id)
    const some = from < 0 ? [id] : ids.slice(Math.min(from, to), Math.max(from, to) + 1)
    for (const one of some) {
      if (on) next.add(one)
      else next.delete(one)
    }
    last.current = id
    onSelect(next)
  }

  return (
    <div ref={list} className={styles['list']} data-choosing={selected.size > 0 || undefined}>
      <Total value={ids.length}>
        <Virtualizer
          as="ul"
          item={Place}
          scrollRef={scroller}
          startMargin={margin}
          itemSize={rowHeight}
          bufferSize={ids.length > longestWhole ? 4 * rowHeight : longestWhole * rowHeight}
          data={[...ids]}
        >
          {(id: ConversationId, index: number) => (
            <ConversationRow
              key={id}
              id={id}
              page={pages[Math.floor(index / fetchedAtOnce)] ?? []}
              shelf={shelf}
              selected={selected.has(id)}
              onSelect={(on, range) => select(id, on, range)}
              onAsk={(kind) => onAsk(kind, id)}
            />
          )}
        </Virtualizer>
      </Total>
    </div>
  )
}
