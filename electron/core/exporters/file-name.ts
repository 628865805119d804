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

/** Gives paths of which no two are the same, not even on a system that ignores case. */
export function createFileNames(): { readonly take: (folder: string, name: string, extension: string) => string } {
  const taken = new Set<string>()
  return {
    take(folder, name, extension) {
      for (let number = 1; ; number += 1) {
        const file = number === 1 ? `${name}.${extension}` : `${name} (${number}).${extension}`
        const path = folder === '' ? file : `${folder}/${file}`
        if (taken.has(path.toLowerCase())) continue
        taken.add(path.toLowerCase())
        return path
      }
    },
  }
}
