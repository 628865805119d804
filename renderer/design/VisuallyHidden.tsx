import type { ReactNode } from 'react'
import styles from './VisuallyHidden.module.css'

/** Words for screen readers only. */
export function VisuallyHidden(props: { readonly children: ReactNode; readonly live?: 'polite' }) {
  return (
    <span className={styles['hidden']} aria-live={props.live}>
      {props.children}
    </span>
  )
}
