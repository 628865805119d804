import { Switch as Base } from '@base-ui/react/switch'
import { useId, type ReactNode } from 'react'
import styles from './Switch.module.css'

/** On or off, at once; the whole line is the target. */
export function Switch(props: {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}) {
  const id = useId()
  return (
    <label className={styles['line']}>
      <span className={styles['words']}>
        <span id={id} className={styles['label']}>
          {props.label}
        </span>
        {props.hint === undefined ? null : (
          <span id={`${id}-hint`} className={styles['hint']}>
            {props.hint}
          </span>
        )}
      </span>
      <Base.Root
        className={styles['track']}
        checked={props.checked}
        onCheckedChange={props.onChange}
        disabled={props.disabled ?? false}
        aria-labelledby={id}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
      >
        <Base.Thumb className={styles['thumb']} />
      </Base.Root>
    </label>
  )
}
