import { Popover as Base } from '@base-ui/react/popover'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import popup from './popup.module.css'

/** A small place beside something on the page, for a choice that is made at a glance. Escape and a press outside leave. */
export function Popover(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** What it stands at, and where the focus goes back to. */
  readonly anchor: HTMLElement | null
  /** Its accessible name. */
  readonly label: string
  /** Where the focus goes afterwards, if not there. */
  readonly returnFocus?: () => HTMLElement | null
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}) {
  const { open, onOpenChange, anchor, label, returnFocus, align = 'start', children } = props
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Positioner className={popup['positioner']} anchor={anchor} side="top" align={align} sideOffset={4}>
          <Base.Popup
            className={classes(popup['popup'], popup['place'])}
            aria-label={label}
            finalFocus={() => returnFocus?.() ?? anchor ?? true}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
