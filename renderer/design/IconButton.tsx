import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Tooltip } from './Tooltip.tsx'
import styles from './IconButton.module.css'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'aria-label' | 'children' | 'name'> & {
  /** What it does, in words: its accessible name and its tooltip. */
  readonly name: string
  readonly icon: ReactNode
  readonly size?: 'small' | 'medium'
  /** Stays tinted while what it opened is open, or what it turns on is on. */
  readonly active?: boolean
  readonly tooltipSide?: 'top' | 'bottom' | 'left' | 'right'
}

/** A button that is only an icon; also usable as the trigger of a menu or sheet. */
export function IconButton(props: IconButtonProps) {
  const { name, icon, size = 'medium', active = false, tooltipSide, ...rest } = props
  return (
    <Tooltip text={name} {...(tooltipSide ? { side: tooltipSide } : {})}>
      <button
        type="button"
        {...rest}
        aria-label={name}
        className={classes(styles['button'], styles[size], active && styles['active'])}
      >
        {icon}
      </button>
    </Tooltip>
  )
}
