import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId, type ReactNode } from 'react'
import styles from './Segmented.module.css'

export type Segment<Value extends string> = {
  readonly value: Value
  readonly label: ReactNode
  readonly lang?: string
  readonly icon?: ReactNode
}

/** Two to four choices side by side, all visible. */
export function Segmented<Value extends string>(props: {
  readonly label: string
  readonly segments: readonly Segment<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}) {
  const id = useId()
  return (
    <RadioGroup
      className={styles['group']}
      aria-label={props.label}
      value={props.value}
      onValueChange={(value) => props.onChange(value)}
    >
      {props.segments.map((segment) => (
        <Radio.Root
          key={segment.value}
          value={segment.value}
          className={styles['segment']}
          aria-labelledby={`${id}-${segment.value}`}
        >
          {segment.icon}
          <span id={`${id}-${segment.value}`} lang={segment.lang}>
            {segment.label}
          </span>
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
