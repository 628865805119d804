import type { ReactNode } from 'react'
import styles from './Page.module.css'

/** A scrolling page with its header: what stands left (a way back, the sidebar's door), the title, and actions. */
export function Page(props: {
  readonly title: ReactNode
  readonly start?: ReactNode
  readonly actions?: ReactNode
  /** A quiet list of the page's parts, left of its content or above it where there is less room. */
  readonly navigation?: ReactNode
  /** The content fills what is left of the height and scrolls by itself, as a long text does. */
  readonly fills?: boolean
  readonly children: ReactNode
}) {
  return (
    <main
      className={styles['page']}
      data-navigated={props.navigation !== undefined || undefined}
      data-fills={props.fills === true || undefined}
    >
      <header className={styles['header']}>
        <div className={styles['headerLine']}>
          {props.start}
          <h1 className={styles['title']}>{props.title}</h1>
          {props.actions}
        </div>
      </header>
      <div className={styles['columns']}>
        {props.navigation}
        <div className={styles['content']}>{props.children}</div>
      </div>
    </main>
  )
}

/** One titled part of a page. */
export function Section(props: {
  readonly title?: ReactNode
  readonly description?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <section className={styles['section']}>
      {props.title === undefined ? null : <h2 className={styles['sectionTitle']}>{props.title}</h2>}
      {props.description === undefined ? null : <div className={styles['description']}>{props.description}</div>}
      {props.children}
    </section>
  )
}
