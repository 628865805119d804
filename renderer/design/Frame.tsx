import { Menu as MenuIcon } from 'lucide-react'
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { IconButton } from './IconButton.tsx'
import { Sheet } from './Sheet.tsx'
import styles from './Frame.module.css'

/** `one`: a single column; `two`: sidebar and page; `three`: room for a side panel as well. */
export type FrameWidth = 'one' | 'two' | 'three'

type FrameState = {
  readonly width: FrameWidth
  readonly openSidebar: () => void
  readonly closeSidebar: () => void
}

const FrameContext = createContext<FrameState>({ width: 'three', openSidebar: () => {}, closeSidebar: () => {} })

/** How much room the window gives at the present text size, and the sidebar's door where it is folded away. */
export function useFrame(): FrameState {
  return use(FrameContext)
}

/** Bounds in rem, so that large text folds the columns away before it is squeezed: 600 and 960 px at 100 %. */
function widthOf(rem: number): FrameWidth {
  if (rem < 37.5) return 'one'
  return rem < 60 ? 'two' : 'three'
}

/** The window: a sidebar beside the page, or folded into a sheet where one column is all there is. */
export function Frame(props: {
  readonly sidebar: ReactNode
  readonly sidebarLabel: string
  readonly banner?: ReactNode
  readonly children: ReactNode
}) {
  const ruler = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState<FrameWidth>(() => widthOf(window.innerWidth / 16))
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const element = ruler.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setWidth(widthOf(window.innerWidth / rem))
    })
    observer.observe(element)
    observer.observe(document.documentElement)
    return () => observer.disconnect()
  }, [])

  const openSidebar = useCallback(() => setOpen(true), [])
  const closeSidebar = useCallback(() => setOpen(false), [])
  const state = useMemo(() => ({ width, openSidebar, closeSidebar }), [width, openSidebar, closeSidebar])

  return (
    <FrameContext value={state}>
      <div ref={ruler} className={styles['ruler']} aria-hidden />
      <div className={styles['frame']} data-width={width}>
        {props.banner === undefined ? null : <header className={styles['banner']}>{props.banner}</header>}
        {width === 'one' ? (
          <Sheet side="left" open={open} onOpenChange={setOpen} label={props.sidebarLabel}>
            {props.sidebar}
          </Sheet>
        ) : (
          <nav className={styles['sidebar']} aria-label={props.sidebarLabel}>
            {props.sidebar}
          </nav>
        )}
        <div className={styles['main']}>{props.children}</div>
      </div>
    </FrameContext>
  )
}

/** Opens the folded sidebar; nothing where the sidebar is in view. */
export function SidebarToggle(props: { readonly name: string }) {
  const { width, openSidebar } = useFrame()
  if (width !== 'one') return null
  return <IconButton name={props.name} icon={<MenuIcon />} onClick={openSidebar} tooltipSide="bottom" />
}

/** A 320 px column right of the page where there is room, a sheet elsewhere. Put it after the page's main column. */
export function SidePanel(props: {
  readonly label: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly children: ReactNode
}) {
  const { width } = useFrame()
  if (width !== 'three') {
    return (
      <Sheet side="right" open={props.open} onOpenChange={props.onOpenChange} label={props.label}>
        {props.children}
      </Sheet>
    )
  }
  if (!props.open) return null
  return (
    <aside className={styles['panel']} aria-label={props.label}>
      {props.children}
    </aside>
  )
}
