import type { ReactNode } from 'react'
import styles from './Rows.module.css'

/** A list of things with a hairline between them. */
export function Rows(props: { readonly children: ReactNode }) {
  return <ul className={styles['rows']}>{props.children}</ul>
}

/** One thing: its name, what is to be said about it, and what can be done. More may stand below. */
export function Row(props: {
  readonly title: ReactNode
  readonly detail?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <li className={styles['row']}>
      <div className={styles['line']}>
        <div className={styles['words']}>
          <p className={styles['title']}>{props.title}</p>
          {props.detail === undefined ? null : <p className={styles['detail']}>{props.detail}</p>}
        </div>
        {props.actions === undefined ? null : <div className={styles['actions']}>{props.actions}</div>}
      </div>
      {props.children}
    </li>
  )
}
