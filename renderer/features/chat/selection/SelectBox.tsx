import { Check } from 'lucide-react'
import type { MouseEvent } from 'react'
import styles from './SelectBox.module.css'

/** The box beside a message that says whether it is chosen; the whole row is its target. */
export function SelectBox(props: {
  readonly name: string
  readonly checked: boolean
  readonly onChoose: (event: MouseEvent) => void
}) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={props.checked}
      aria-label={props.name}
      className={styles['target']}
      onClick={props.onChoose}
    >
      <span className={styles['box']}>{props.checked && <Check size="0.875rem" strokeWidth={2.5} aria-hidden />}</span>
    </button>
  )
}
