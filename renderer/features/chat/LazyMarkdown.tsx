import { lazy, Suspense } from 'react'
import styles from './message/MessageParts.module.css'

const Reader = lazy(async () => ({ default: (await import('#renderer/markdown/Markdown.tsx')).Markdown }))

/** Markdown from its own chunk; the plain words stand in its place for the instant it takes to come. */
export function Markdown({ text, growing = false }: { readonly text: string; readonly growing?: boolean }) {
  return (
    <Suspense fallback={<p className={styles['typed']}>{text}</p>}>
      <Reader text={text} growing={growing} />
    </Suspense>
  )
}
