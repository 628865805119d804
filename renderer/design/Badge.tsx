import type { ReactNode } from 'react'
import styles from './Badge.module.css'

/** A word or two about a thing, such as where it came from. */
export function Badge(props: { readonly children: ReactNode }) {
  return <span className={styles['badge']}>{props.children}</span>
}
