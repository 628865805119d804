import { TextField } from '#renderer/design/TextField.tsx'

/** A whole number, or nothing. */
export function NumberField(props: {
  readonly label: string
  readonly hint?: string
  readonly value: number | null
  readonly min?: number
  readonly max?: number
  readonly onChange: (value: number | null) => void
}) {
  const { label, hint, value, min = -1_000_000, max = 1_000_000, onChange } = props
  return (
    <TextField
      type="number"
      inputMode="numeric"
      step={1}
      min={min}
      max={max}
      label={label}
      {...(hint !== undefined && { hint })}
      value={value === null ? '' : String(value)}
      onChange={(event) => {
        const { value: written } = event.currentTarget
        const number = Math.trunc(Number(written))
        if (written === '') onChange(null)
        else if (Number.isFinite(number)) onChange(Math.max(min, Math.min(max, number)))
      }}
    />
  )
}
