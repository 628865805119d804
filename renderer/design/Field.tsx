import { Field as Base } from '@base-ui/react/field'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'

export type FieldProps = {
  readonly label: ReactNode
  /** Keeps the label for screen readers only, where the place already says it. */
  readonly labelHidden?: boolean
  readonly hint?: ReactNode
  /** What is wrong and what to do next; null or undefined when nothing is. */
  readonly error?: ReactNode
}

/** A labelled place for one control, with its hint and its error tied to it. */
export function Field(props: FieldProps & { readonly children: ReactNode }) {
  const { label, labelHidden = false, hint, error, children } = props
  const wrong = error !== undefined && error !== null && error !== ''
  return (
    <Base.Root className={styles['field']} invalid={wrong}>
      <Base.Label className={classes(styles['label'], labelHidden && styles['hidden'])}>{label}</Base.Label>
      {children}
      {hint === undefined ? null : <Base.Description className={styles['hint']}>{hint}</Base.Description>}
      <Base.Error className={styles['error']} match={wrong}>
        <CircleAlert size="1em" strokeWidth={1.75} aria-hidden />
        <span>{error}</span>
      </Base.Error>
    </Base.Root>
  )
}
