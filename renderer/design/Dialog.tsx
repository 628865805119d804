import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import styles from './Dialog.module.css'

/** One decision. The actions are buttons, the safe one first; Escape and the backdrop mean "not now". */
export function Dialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** False where leaving by accident would lose something shown only once. */
  readonly dismissible?: boolean
  /** `page` for what is looked at and not only answered. */
  readonly wide?: boolean | 'page'
}) {
  const { dismissible = true } = props
  return (
    <Base.Root
      open={props.open}
      disablePointerDismissal={!dismissible}
      onOpenChange={(open, details) => {
        if (!open && !dismissible && details.reason === 'escape-key') return
        props.onOpenChange(open)
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup
          className={styles['popup']}
          data-wide={props.wide === 'page' ? 'page' : props.wide === true || undefined}
        >
          <Base.Title className={styles['title']}>{props.title}</Base.Title>
          <Base.Description render={<div />} className={styles['body']}>
            {props.children}
          </Base.Description>
          {props.actions === undefined ? null : <DialogActions>{props.actions}</DialogActions>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** The buttons of a dialog; for a form inside it, which has to hold its own. */
export function DialogActions(props: { readonly children: ReactNode }) {
  return <div className={styles['actions']}>{props.children}</div>
}
