/** A text as one line, whatever its lines and spaces were. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}
