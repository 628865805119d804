import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

/** What could be here, and the one step that brings it. */
export function EmptyState(props: {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <div className={styles['empty']}>
      {props.icon === undefined ? null : <div className={styles['icon']}>{props.icon}</div>}
      <h2 className={styles['title']}>{props.title}</h2>
      {props.children === undefined ? null : <div className={styles['words']}>{props.children}</div>}
      {props.actions === undefined ? null : <div className={styles['actions']}>{props.actions}</div>}
    </div>
  )
}
