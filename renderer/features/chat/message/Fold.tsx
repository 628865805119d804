import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Fold.module.css'

/** Something kept out of the way under one plain line, until somebody opens it. */
export function Fold({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <details className={styles['fold']}>
      <summary className={styles['summary']}>
        <ChevronRight className={styles['chevron']} size="1em" strokeWidth={1.5} aria-hidden />
        {label}
      </summary>
      <div className={styles['inside']}>{children}</div>
    </details>
  )
}

/** Text exactly as it was kept. */
export function Verbatim({ text }: { readonly text: string }) {
  return <pre className={styles['verbatim']}>{text}</pre>
}
