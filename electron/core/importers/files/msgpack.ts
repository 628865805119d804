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
  const limits = { maxArrayLength: longestList, maxMapLength: longestList }
  let value: unknown
  try {
    value = decode(bytes, { extensionCodec: codec, mapKeyConverter: String, ...limits })
  } catch (error) {
    throw error instanceof DecodeError || error instanceof RangeError ? new SourceTrouble('damaged') : error
  }
  return asJson(value)
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
