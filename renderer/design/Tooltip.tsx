import { Tooltip as Base } from '@base-ui/react/tooltip'
import { type ReactElement, useState } from 'react'
import styles from './Tooltip.module.css'

/** Shows a short name beside its child on hover and focus; the child keeps its own accessible name. */
export function Tooltip(props: {
  readonly text: string
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly children: ReactElement<Record<string, unknown>>
}) {
  const [open, setOpen] = useState(false)
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        if (details.reason === 'escape-key') {
          // Escape closes it, and was meant for more than a tooltip that happens to be there.
          details.cancel()
          details.allowPropagation()
        }
        setOpen(next)
      }}
    >
      <Base.Trigger render={props.children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={props.side ?? 'top'} sideOffset={6} className={styles['positioner']}>
          <Base.Popup className={styles['popup']}>{props.text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
