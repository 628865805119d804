import type { ReactNode } from 'react'
import styles from './sidebar.module.css'

/** One part of the sidebar under its name. */
export function Section(props: { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <div className={styles['sectionHead']}>
        <h2>{props.title}</h2>
        {props.action}
      </div>
      {props.children}
    </section>
  )
}
