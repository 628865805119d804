import type { ComponentType, ReactNode } from 'react'
import styles from './LocalNav.module.css'

export type LocalNavItem = {
  readonly key: string
  readonly href: string
  readonly label: string
  readonly icon?: ReactNode
}

/** A quiet navigation inside one page. `Link` is the router's link. */
export function LocalNav(props: {
  readonly label: string
  readonly items: readonly LocalNavItem[]
  readonly current: string
  readonly Link: ComponentType<{
    href: string
    className?: string
    'aria-current'?: 'page' | undefined
    children?: ReactNode
  }>
}) {
  const { Link } = props
  return (
    <nav className={styles['nav']} aria-label={props.label}>
      {props.items.map((item) => (
        <Link
          key={item.key}
          href={item.href}
          className={styles['item'] ?? ''}
          aria-current={item.key === props.current ? 'page' : undefined}
        >
          {item.icon}
          {item.label}
        </Link>
      ))}
    </nav>
  )
}
