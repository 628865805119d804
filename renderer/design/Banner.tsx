import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Banner.module.css'

const icons = { note: Info, warn: TriangleAlert, danger: CircleAlert }

/** A standing sentence about the state of things, with the next step beside it. */
export function Banner(props: {
  readonly tone?: 'note' | 'warn' | 'danger'
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Runs along the top of the window instead of standing in the page. */
  readonly edge?: boolean
  /** Announced when it appears. */
  readonly live?: boolean
}) {
  const { tone = 'note' } = props
  const Icon = icons[tone]
  return (
    <div
      className={styles['banner']}
      data-tone={tone}
      data-edge={props.edge === true || undefined}
      role={props.live === true ? 'status' : undefined}
    >
      <Icon className={styles['icon']} size="1.125rem" strokeWidth={1.5} aria-hidden />
      <div className={styles['words']}>
        {props.title === undefined ? null : <p className={styles['title']}>{props.title}</p>}
        {props.children === undefined ? null : <div>{props.children}</div>}
      </div>
      {props.actions === undefined ? null : <div className={styles['actions']}>{props.actions}</div>}
    </div>
  )
}
