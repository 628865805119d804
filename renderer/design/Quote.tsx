import type { ReactNode } from 'react'
import styles from './Quote.module.css'

/** A few lines of what was said once, set apart from what is said about them. */
export function Quote({ children }: { readonly children: ReactNode }) {
  return <blockquote className={styles['quote']}>{children}</blockquote>
}
