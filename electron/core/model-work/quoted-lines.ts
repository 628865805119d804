/** A message as a model is shown it. `number` is what it is to be cited by: small ones copy a short number faithfully. */
export type QuotedLine = {
  readonly number: number
  /** When it was said, as it is to be read; empty where nobody knows. */
  readonly at: string
  readonly speaker: string
  readonly text: string
}

/**
 * Messages as data between marks, one a line. Nothing in them can end the quotation or look like the line of somebody
 * else, so that a model can be told that whatever stands inside is not for it to follow.
 */
export function quotedLines(lines: readonly QuotedLine[]): string {
  const written = lines.map(({ number, at, speaker, text }) =>
    [`[${number}]`, at, `${plain(speaker)}:`, plain(text)].filter((part) => part !== '').join(' '),
  )
  return ['<history>', ...written, '</history>'].join('\n')
}

function plain(text: string): string {
  return text
    .replaceAll(/\s*[\n\r\u2028\u2029]+\s*/gu, ' ⏎ ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .trim()
}
