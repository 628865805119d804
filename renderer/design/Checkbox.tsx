import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import styles from './Checkbox.module.css'

/** A statement somebody agrees to, or one thing of several. */
export function Checkbox(props: {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <label className={styles['line']}>
      <Base.Root
        className={styles['box']}
        checked={props.checked}
        onCheckedChange={props.onChange}
        aria-labelledby={id}
      >
        <Base.Indicator>
          <Check size="0.875rem" strokeWidth={2.5} aria-hidden />
        </Base.Indicator>
      </Base.Root>
      <span id={id}>{props.label}</span>
    </label>
  )
}
