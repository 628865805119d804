import { classes } from './classes.ts'
import { accentProps, type Accent } from './accent.ts'
import styles from './Avatar.module.css'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function initial(name: string): string {
  for (const { segment } of graphemes.segment(name.trim())) return segment.toLocaleUpperCase()
  return ''
}

/** A face, or the first character of the name on the companion's own tint. Decorative: the name stands beside it. */
export function Avatar(props: {
  readonly name: string
  /** A blob: URL; null or undefined while there is none. */
  readonly src?: string | null | undefined
  readonly accent: Accent
  readonly size?: 'small' | 'medium' | 'large' | 'huge'
}) {
  const { size = 'medium' } = props
  return (
    <span {...accentProps(props.accent)} className={classes(styles['avatar'], styles[size])} aria-hidden>
      {props.src ? <img src={props.src} alt="" draggable={false} /> : initial(props.name)}
    </span>
  )
}
