import { decode, DecodeError, ExtensionCodec } from '@msgpack/msgpack'
import { SourceTrouble } from './source-trouble.ts'

const deepest = 64
/** A list says how long it is before it is there: what it says is not taken for more than any talk is long. */
const longestList = 1_000_000
const codec = new ExtensionCodec()
/** How one writer spells a member that is there and says nothing. */
codec.register({ type: 0, encode: () => null, decode: () => null })

/** A value in MessagePack as JSON would have it: bytes become base64. Throws SourceTrouble. */
export function parseMsgpack(bytes: Uint8Array): unknown {
  if (!isHonest(bytes)) throw new SourceTrouble('damaged')
  const limits = { maxArrayLength: longestList, maxMapLength: longestList }
  let value: unknown
  try {
    value = decode(bytes, { extensionCodec: codec, mapKeyConverter: String, ...limits })
  } catch (error) {
    throw error instanceof DecodeError || error instanceof RangeError ? new SourceTrouble('damaged') : error
  }
  return asJson(value)
}

/** How many bytes stand behind the mark of a value that always has so many. */
const fixed = new Map([
  ...[0xc0, 0xc2, 0xc3].map((mark) => [mark, 0] as const),
  ...[1, 2, 4, 8].flatMap((length, power) => [[0xcc + power, length] as const, [0xd0 + power, length] as const]),
  ...[1, 2, 4, 8, 16].map((length, power) => [0xd4 + power, length + 1] as const),
  [0xca, 4],
  [0xcb, 8],
])

/**
 * Whether as many values can follow as the lists say, all of them together. The library makes room for a list before it
 * has read any of it, so that a few bytes of lists in lists would take all the memory there is.
 */
function isHonest(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numberAt = (at: number, width: 1 | 2 | 4) => {
    if (at + width > bytes.length) return Number.POSITIVE_INFINITY
    return width === 1 ? view.getUint8(at) : width === 2 ? view.getUint16(at) : view.getUint32(at)
  }
  let at = 0
  for (let awaited = 1; awaited > 0; awaited -= 1) {
    const mark = bytes[at] ?? 0xc1
    at += 1
    const width = widthOf(mark)
    const said = width === null ? 0 : numberAt(at, width)
    at += width ?? 0
    if (mark < 0x80 || mark >= 0xe0) continue
    if (mark < 0x90) awaited += 2 * (mark & 0x0f)
    else if (mark < 0xa0) awaited += mark & 0x0f
    else if (mark < 0xc0) at += mark & 0x1f
    else if (mark === 0xdc || mark === 0xdd) awaited += said
    else if (mark === 0xde || mark === 0xdf) awaited += 2 * said
    else if (width !== null) at += mark >= 0xc7 && mark <= 0xc9 ? said + 1 : said
    else at += fixed.get(mark) ?? Number.POSITIVE_INFINITY
    if (awaited - 1 > bytes.length - at) return false
  }
  return at <= bytes.length
}

/** In how many bytes a value says its length; null where the mark alone says it. */
function widthOf(mark: number): 1 | 2 | 4 | null {
  if (mark === 0xc4 || mark === 0xc7 || mark === 0xd9) return 1
  if (mark === 0xc5 || mark === 0xc8 || mark === 0xda || mark === 0xdc || mark === 0xde) return 2
  return mark === 0xc6 || mark === 0xc9 || mark === 0xdb || mark === 0xdd || mark === 0xdf ? 4 : null
}

function asJson(root: unknown): unknown {
  const whole: Record<string, unknown> = { root }
  const waiting: { holder: Record<string, unknown>; depth: number }[] = [{ holder: whole, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { holder, depth } = next
    if (depth > deepest) throw new SourceTrouble('damaged')
    for (const [key, value] of Object.entries(holder)) {
      if (key === 'constructor' || key === 'prototype') Reflect.deleteProperty(holder, key)
      else if (value instanceof Uint8Array) holder[key] = Buffer.from(value).toString('base64')
      else if (value instanceof Date) holder[key] = value.toISOString()
      else if (isHolder(value)) waiting.push({ holder: value, depth: depth + 1 })
    }
  }
  return whole['root']
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
