import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

const headBytes = 64 * 1024

/** Decides how a text is encoded from its first bytes: byte order mark, then zero bytes, then validity as UTF-8. */
export function sniffEncoding(head: Buffer): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head.length >= 4 && head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) return 'utf-16le'
  if (head.length >= 4 && head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0) return 'utf-16be'
  return isUtf8(withoutCutCharacter(head)) || !isGb18030(head) ? 'utf-8' : 'gb18030'
}

/** The beginning of a text as a string; a character cut off at its end is left out. */
export function decodeHead(head: Buffer): string {
  return new TextDecoder(sniffEncoding(head)).decode(head, { stream: true })
}

/** Re-encodes a stream of text as UTF-8 without a byte order mark. UTF-8 passes through untouched. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  let head: Buffer | null = Buffer.alloc(0)
  let decoder: TextDecoder | null = null
  for await (const chunk of chunks) {
    if (head === null) {
      yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
      continue
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
    if (head.length < headBytes) continue
    decoder = decoderFor(head)
    yield start(head, decoder)
    head = null
  }
  if (head !== null) {
    decoder = decoderFor(head)
    yield start(head, decoder)
  }
  if (decoder) yield Buffer.from(decoder.decode())
}

function decoderFor(head: Buffer): TextDecoder | null {
  const encoding = sniffEncoding(head)
  return encoding === 'utf-8' ? null : new TextDecoder(encoding)
}

function start(head: Buffer, decoder: TextDecoder | null): Buffer {
  if (decoder) return Buffer.from(decoder.decode(head, { stream: true }))
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head
}

/** The head of a stream may end inside a character. */
function withoutCutCharacter(head: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= head.length; back += 1) {
    const byte = head[head.length - back] as number
    if (byte >= 0xc0) return head.subarray(0, head.length - back)
    if (byte < 0x80) break
  }
  return head
}

function isGb18030(head: Buffer): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
