/** A name in one line, without marks that would turn around whatever stands beside it; one of nothing else stays. */
export function plainName(name: string): string {
  return withoutMarks(name) || name
}

/** The same, where a name of nothing else is none. */
export function withoutMarks(name: string): string {
  const line = name.replaceAll(/[\t\n\v\f\r\u0085]+/gu, ' ')
  return line.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim()
}
