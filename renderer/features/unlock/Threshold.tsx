import type { ReactNode } from 'react'
import { Seal } from '#renderer/design/Seal.tsx'
import styles from './unlock.module.css'

/** The quiet page in front of the door. */
export function Threshold(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles['desk']}>
      <div className={styles['sheet']}>
        <Seal size="large" />
        <h1 className={styles['title']}>{props.title}</h1>
        {props.children}
      </div>
    </main>
  )
}
