const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const longest = 120

/**
 * A file name that every system accepts: separators, control and text-direction characters replaced, no trailing dots or
 * spaces, no name Windows keeps for itself, at most 120 UTF-8 bytes and never cut inside a character. `fallback` is used
 * when nothing is left.
 */
export function safeFileName(text: string, fallback: string): string {
  const flat = text
    .normalize('NFC')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '-')
    .replace(/\s+/gu, ' ')
  const name = cut(flat.trim(), longest)
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  if (name === '') return fallback
  return reserved.test(name) ? `_${name}` : name
}

function cut(text: string, bytes: number): string {
  let used = 0
  let end = 0
  for (const { segment, index } of new Intl.Segmenter('und').segment(text)) {
    used += Buffer.byteLength(segment)
    if (used > bytes) break
    end = index + segment.length
  }
  return text.slice(0, end)
}
