/** Reads `Name: value` lines; null when a line is neither that nor empty. A value may contain colons. */
export function parseHeaderLines(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {}
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const [, name, value] = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*[:：]\s*(.*?)\s*$/u.exec(line) ?? []
    if (name === undefined || value === undefined) return null
    headers[name] = value
  }
  return headers
}
