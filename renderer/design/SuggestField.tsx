import { Autocomplete as Base } from '@base-ui/react/autocomplete'
import { classes } from './classes.ts'
import { Field, type FieldProps } from './Field.tsx'
import control from './control.module.css'
import popup from './popup.module.css'
import styles from './SuggestField.module.css'

export type Suggestion = { readonly value: string; readonly label: string; readonly note?: string }

/** Free text with a searchable list of what is known; anything may be typed. */
export function SuggestField(
  props: FieldProps & {
    readonly suggestions: readonly Suggestion[]
    readonly value: string
    readonly onChange: (value: string) => void
    /** Shown in the list when nothing matches. */
    readonly empty: string
    readonly placeholder?: string
    readonly disabled?: boolean
    readonly mono?: boolean
  },
) {
  const { suggestions, value, onChange, empty, placeholder, disabled = false, mono = false, ...field } = props
  return (
    <Field {...field}>
      <Base.Root
        items={suggestions}
        value={value}
        onValueChange={onChange}
        itemToStringValue={(item: Suggestion) => item.value}
        openOnInputClick
        disabled={disabled}
        limit={200}
      >
        <Base.Input
          className={classes(control['control'], mono && control['mono'])}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
        />
        <Base.Portal>
          <Base.Positioner className={popup['positioner']} sideOffset={4} align="start">
            <Base.Popup className={classes(popup['popup'], styles['popup'])}>
              <Base.Empty className={popup['empty']}>{empty}</Base.Empty>
              <Base.List>
                {(item: Suggestion) => (
                  <Base.Item key={item.value} value={item} className={popup['item']}>
                    <span className={styles['label']}>{item.label}</span>
                    {item.note === undefined ? null : <span className={styles['note']}>{item.note}</span>}
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}
