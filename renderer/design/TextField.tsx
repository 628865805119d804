import { Field as Base } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Field, type FieldProps } from './Field.tsx'
import styles from './control.module.css'

export type TextFieldProps = FieldProps &
  Omit<ComponentProps<'input'>, 'className' | 'children' | 'defaultValue' | 'value'> & {
    readonly value?: string
    readonly defaultValue?: string
    /** For keys, addresses and codes. */
    readonly mono?: boolean
    /** A small button inside the far end of the field. */
    readonly end?: ReactNode
  }

/** One line of text. Spreads react-hook-form's `register(name)`. */
export function TextField(props: TextFieldProps) {
  const { label, labelHidden, hint, error, mono = false, end, ...rest } = props
  const input = (
    <Base.Control autoComplete="off" {...rest} className={classes(styles['control'], mono && styles['mono'])} />
  )
  return (
    <Field label={label} labelHidden={labelHidden ?? false} hint={hint} error={error}>
      {end === undefined ? (
        input
      ) : (
        <div className={styles['withEnd']}>
          {input}
          <div className={styles['end']}>{end}</div>
        </div>
      )}
    </Field>
  )
}
