import { Field as Base } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { Field, type FieldProps } from './Field.tsx'
import styles from './control.module.css'

/** Several lines of text; grows with what is written. Spreads react-hook-form's `register(name)`. */
export function TextArea(props: FieldProps & Omit<ComponentProps<'textarea'>, 'className' | 'children'>) {
  const { label, labelHidden, hint, error, ...rest } = props
  return (
    <Field label={label} labelHidden={labelHidden ?? false} hint={hint} error={error}>
      <Base.Control render={<textarea {...rest} />} className={classes(styles['control'], styles['tall'])} />
    </Field>
  )
}
