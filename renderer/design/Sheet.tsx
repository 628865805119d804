import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import styles from './Sheet.module.css'

/** A panel that slides over the page from a side; focus stays inside until it closes. */
export function Sheet(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly side: 'left' | 'right'
  /** Its accessible name. */
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <Base.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={styles['popup']} data-side={props.side} aria-label={props.label}>
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
