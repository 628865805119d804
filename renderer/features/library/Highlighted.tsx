import type { ReactNode } from 'react'
import type { SearchHit } from '#shared/model/search.ts'
import styles from './library.module.css'

/** Text with the hits in it marked. Ranges are [start, end) in UTF-16 units, in order. */
export function Highlighted({ text, ranges }: { readonly text: string; readonly ranges: SearchHit['ranges'] }) {
  const pieces: ReactNode[] = []
  let at = 0
  for (const [start, end] of ranges) {
    if (start < at) continue
    pieces.push(text.slice(at, start))
    pieces.push(
      <mark key={start} className={styles['mark']}>
        {text.slice(start, end)}
      </mark>,
    )
    at = end
  }
  pieces.push(text.slice(at))
  return pieces
}
