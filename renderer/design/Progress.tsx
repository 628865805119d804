import { Progress as Base } from '@base-ui/react/progress'
import styles from './Progress.module.css'

/** How far long work has come. */
export function Progress(props: {
  readonly label: string
  /** 0 to 1; null while the length is unknown. */
  readonly value: number | null
  /** Words under the bar, such as counts. */
  readonly detail?: string
}) {
  return (
    <Base.Root
      className={styles['progress']}
      value={props.value === null ? null : Math.round(Math.min(1, Math.max(0, props.value)) * 100)}
    >
      <Base.Label className={styles['label']}>{props.label}</Base.Label>
      <Base.Track className={styles['track']}>
        <Base.Indicator className={styles['indicator']} />
      </Base.Track>
      {props.detail === undefined ? null : <span className={styles['detail']}>{props.detail}</span>}
    </Base.Root>
  )
}
