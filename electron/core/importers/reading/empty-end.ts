/** Drops the empty lines that a text puts between messages from the end of one message's lines. Changes `lines`. */
export function dropEmptyEnd(lines: string[]): void {
  while (lines.length > 1 && lines.at(-1) === '') lines.pop()
}
