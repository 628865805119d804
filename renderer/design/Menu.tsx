import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { classes } from './classes.ts'
import popup from './popup.module.css'

export type MenuEntry =
  | {
      readonly kind?: 'action'
      readonly key: string
      readonly label: string
      readonly icon?: ReactNode
      readonly onSelect: () => void
      readonly danger?: boolean
      readonly disabled?: boolean
    }
  | { readonly kind: 'separator'; readonly key: string }

/** A point on the screen that a menu can open at. */
export type MenuAnchor = { readonly getBoundingClientRect: () => DOMRect }

/** A menu that opens from `trigger` (a Button or IconButton). */
export function Menu(props: {
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly entries: readonly MenuEntry[]
  readonly side?: 'top' | 'bottom'
  readonly align?: 'start' | 'end'
  /** Where something else than the trigger opens it, too. */
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  /** Opens here instead of at the trigger; null for the trigger. */
  readonly anchor?: MenuAnchor | null
}) {
  const { open, onOpenChange, anchor } = props
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange: (next: boolean) => onOpenChange(next) } : {})}
    >
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner
          className={popup['positioner']}
          side={props.side ?? 'bottom'}
          align={props.align ?? (anchor ? 'start' : 'end')}
          {...(anchor ? { anchor } : {})}
          sideOffset={4}
        >
          <Base.Popup className={popup['popup']}>
            {props.entries.map((entry) =>
              entry.kind === 'separator' ? (
                <Base.Separator key={entry.key} className={popup['separator']} />
              ) : (
                <Base.Item
                  key={entry.key}
                  className={classes(popup['item'], entry.danger === true && popup['danger'])}
                  disabled={entry.disabled ?? false}
                  onClick={entry.onSelect}
                >
                  {entry.icon}
                  <span className={popup['label']}>{entry.label}</span>
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
