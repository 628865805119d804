import type { SourceFile } from './source-files.ts'

const signatureBytes = 8
const chunkFrame = 12
const latin1 = 'latin1'

/**
 * The character card that a PNG carries as text, parsed; null where it carries none. Of both generations the newer one
 * is meant, of several of one the last that can be read. Throws SourceTrouble.
 */
export async function readPngCard(file: SourceFile, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file.read()) {
    size += chunk.length
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  const cards = new Map<string, unknown>()
  for (const { keyword, text } of pngTexts(Buffer.concat(chunks))) {
    const card = parseCard(text)
    if (card !== null) cards.set(keyword, card)
  }
  return cards.get('ccv3') ?? cards.get('chara') ?? null
}

/** The plain text chunks of a PNG, wherever they stand, with their keywords in lower case. */
function* pngTexts(png: Buffer): Generator<{ keyword: string; text: string }, void, void> {
  let at = signatureBytes
  while (at + chunkFrame <= png.length) {
    const length = png.readUInt32BE(at)
    const start = at + 8
    const data = png.subarray(start, start + length)
    const split = data.subarray(0, 80).indexOf(0)
    if (png.toString(latin1, at + 4, start) === 'tEXt' && split > 0) {
      yield { keyword: data.toString(latin1, 0, split).toLowerCase(), text: data.toString(latin1, split + 1) }
    }
    at = start + length + 4
  }
}

/** Cards are JSON in base64; some tools leave the base64 out. */
function parseCard(text: string): unknown {
  const json = text.trimStart().startsWith('{') ? Buffer.from(text, latin1) : Buffer.from(text, 'base64')
  try {
    return JSON.parse(json.toString('utf8'))
  } catch {
    return null
  }
}
