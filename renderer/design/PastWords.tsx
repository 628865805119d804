import type { ReactNode } from 'react'
import { Quote } from './Quote.tsx'
import styles from './PastWords.module.css'

/** What was said on a day gone by: when, who, and the way into it. */
export function PastWords(props: {
  readonly when: ReactNode
  readonly said: readonly {
    readonly key: string | number
    readonly speaker: string | undefined
    readonly text: string
    readonly lang?: string | undefined
  }[]
  readonly children?: ReactNode
}) {
  return (
    <article className={styles['past']}>
      <h3 className={styles['when']}>{props.when}</h3>
      {props.said.map(({ key, speaker, text, lang }) => (
        <Quote key={key}>
          <span className={styles['speaker']}>{speaker}</span>
          <span lang={lang}>{text}</span>
        </Quote>
      ))}
      {props.children}
    </article>
  )
}
