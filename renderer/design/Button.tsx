import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Button.module.css'

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  /** `primary` once per screen; `danger` only where something ends. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 'small' | 'medium' | 'large'
  readonly icon?: ReactNode
  /** Work is under way: keeps its width, cannot be pressed again. */
  readonly busy?: boolean
  readonly wide?: boolean
}

/** A button with words on it. */
export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'medium', icon, busy = false, wide = false, children, disabled, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles['button'], styles[look], styles[size], wide && styles['wide'])}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    >
      {busy ? <LoaderCircle className={styles['spin']} size="1.125em" strokeWidth={1.5} aria-hidden /> : icon}
      <span className={styles['label']}>{children}</span>
    </button>
  )
}
