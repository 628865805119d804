import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { classes } from './classes.ts'
import { Field, type FieldProps } from './Field.tsx'
import control from './control.module.css'
import popup from './popup.module.css'
import styles from './Select.module.css'

export type SelectOption<Value extends string> = {
  readonly value: Value
  readonly label: string
  readonly lang?: string
}

/** One choice out of a few. */
export function Select<Value extends string>(
  props: FieldProps & {
    readonly options: readonly SelectOption<Value>[]
    /** Null shows the placeholder. */
    readonly value: Value | null
    readonly onChange: (value: Value) => void
    readonly placeholder?: string
    readonly disabled?: boolean
  },
) {
  const { options, value, onChange, placeholder, disabled = false, ...field } = props
  return (
    <Field {...field}>
      <Base.Root
        items={options}
        value={value}
        disabled={disabled}
        onValueChange={(next) => {
          if (next !== null) onChange(next)
        }}
      >
        <Base.Trigger className={classes(control['control'], styles['trigger'])}>
          <Base.Value placeholder={placeholder} className={styles['value']} />
          <Base.Icon className={styles['icon']}>
            <ChevronsUpDown size="1em" strokeWidth={1.5} aria-hidden />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className={popup['positioner']} sideOffset={4} alignItemWithTrigger={false}>
            <Base.Popup className={classes(popup['popup'], styles['popup'])}>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={popup['item']} lang={option.lang}>
                  <Base.ItemText>{option.label}</Base.ItemText>
                  <Base.ItemIndicator className={popup['mark']}>
                    <Check size="1em" strokeWidth={2} aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}
