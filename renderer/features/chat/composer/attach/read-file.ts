/** Why something cannot go with a message. */
export type Refusal =
  | 'empty'
  | 'picture-too-large'
  | 'text-too-large'
  | 'picture-unreadable'
  | 'wrong-kind'
  | 'too-many'

export type Chosen =
  | { readonly kind: 'picture' }
  | { readonly kind: 'text' }
  | { readonly kind: 'refused'; readonly why: Refusal }

/** A photograph of any camera is smaller; beyond it a window would stall while drawing. */
const largestPicture = 40_000_000
/** As much as the host keeps of a text. */
export const largestText = 1_000_000

const pictureName = /\.(png|jpe?g|jfif|webp|gif|avif|bmp)$/i
/** What cameras and phones make that no browser here can draw. */
const foreignPicture = /\.(heic|heif|tiff?|psd|raw|dng)$/i
const textName =
  /\.(txt|text|md|markdown|json|jsonl|csv|tsv|log|xml|ya?ml|toml|ini|conf|html?|css|scss|m?[jt]sx?|cjs|vue|svelte|py|rb|php|java|kt|kts|swift|c|h|cc|cpp|hpp|cs|go|rs|lua|pl|r|sql|sh|bash|zsh|bat|ps1|tex|srt|vtt|lrc|diff|patch|env|gradle|dart|scala|ex|exs|hs|clj)$/i

/** What a file is to a message, by its name, its type and its size; nothing of it is read yet. */
export function chooseKind({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): Chosen {
  if (foreignPicture.test(name)) return refused('picture-unreadable')
  const isPicture = pictureName.test(name) || (type.startsWith('image/') && type !== 'image/svg+xml')
  const isText = textName.test(name) || type.startsWith('text/') || type === 'application/json' || /\.svg$/i.test(name)
  if (!isPicture && !isText) return refused(size === 0 ? 'empty' : 'wrong-kind')
  if (size === 0) return refused('empty')
  if (isPicture) return size > largestPicture ? refused('picture-too-large') : { kind: 'picture' }
  return size > largestText ? refused('text-too-large') : { kind: 'text' }
}

/**
 * The words of a text file: UTF-8, UTF-16 with its mark, or what Chinese Windows writes. Null where it is no text.
 */
export function readText(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  for (const encoding of marked === null ? ['utf-8', 'gb18030'] : [marked]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text.replace(/\r\n?/g, '\n')
    } catch {
      continue
    }
  }
  return null
}

function refused(why: Refusal): Chosen {
  return { kind: 'refused', why }
}
