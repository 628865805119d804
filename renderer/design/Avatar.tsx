import { classes } from './classes.ts'
import { accentProps, type Accent } from './accent.ts'
import styles from './Avatar.module.css'
import { initialOf } from './initial-of.ts'

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
      {props.src ? <img src={props.src} alt="" draggable={false} /> : initialOf(props.name)}
    </span>
  )
}
