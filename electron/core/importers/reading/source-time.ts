/** A moment as a source told it: epoch ms, its own words, how fine it is and whether its zone was known. */
export type SourceTime = {
  readonly milliseconds: number
  readonly original: string
  readonly precision: 'minute' | 'second' | 'millisecond' | 'microsecond'
  readonly zoneKnown: boolean
}

const millisecondsFrom = 1e11
const microsecondsFrom = 1e14
const latest = Date.UTC(2200, 0)

/**
 * Understands a time by its form: a number (or numeric text) of seconds, milliseconds or microseconds by magnitude, or
 * an ISO date. Zero, negative, null, absurd and anything else is unknown, never a guess. A date without a zone is
 * taken in this machine's.
 */
export function parseSourceTime(value: unknown): SourceTime | null {
  if (typeof value === 'number') return fromNumber(value, String(value))
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (/^\d+(\.\d+)?$/.test(text)) return fromNumber(Number(text), text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null
  return checked({
    milliseconds: Date.parse(text),
    original: text,
    precision: /\d\.\d/.test(text) ? 'millisecond' : 'second',
    zoneKnown: /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10)),
  })
}

function fromNumber(value: number, original: string): SourceTime | null {
  if (value < millisecondsFrom) {
    const precision = Number.isInteger(value) ? 'second' : 'microsecond'
    return checked({ milliseconds: Math.round(value * 1_000), original, precision, zoneKnown: true })
  }
  if (value < microsecondsFrom) {
    return checked({ milliseconds: Math.round(value), original, precision: 'millisecond', zoneKnown: true })
  }
  return checked({ milliseconds: Math.round(value / 1_000), original, precision: 'microsecond', zoneKnown: true })
}

function checked(time: SourceTime): SourceTime | null {
  return time.milliseconds > 0 && time.milliseconds < latest ? time : null
}
