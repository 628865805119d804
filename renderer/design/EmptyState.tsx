import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

/** What could be here, and the one step that brings it. */
export function EmptyState(props: {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** It is all there is on the page, so that its title is the page's. */
  readonly page?: boolean
}) {
  const Title = props.page === true ? 'h1' : 'h2'
  return (
    <div className={styles['empty']}>
      {props.icon === undefined ? null : <div className={styles['icon']}>{props.icon}</div>}
      <Title className={styles['title']}>{props.title}</Title>
      {props.children === undefined ? null : <div className={styles['words']}>{props.children}</div>}
      {props.actions === undefined ? null : <div className={styles['actions']}>{props.actions}</div>}
    </div>
  )
}
