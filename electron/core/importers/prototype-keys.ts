const forbidden = ['__proto__', 'constructor', 'prototype'] as const

/** Letters are never escaped by an honest writer, so an escaped letter sends the value through the walker as well. */
const escapedLetter = /\\u00(?:5f|6[0-9a-f]|7[0-9a-f])/i

const marks = forbidden.map((key) => Buffer.from(`${key}"`))
const escapeMark = Buffer.from('\\u00')

/**
 * Takes the keys that could reach an object's prototype out of a freshly parsed value, wherever they are. `source` is
 * the JSON the value came from: it tells cheaply that there is nothing to do, which is nearly always.
 */
export function dropPrototypeKeys(source: Buffer, value: unknown): unknown {
  const suspicious =
    marks.some((mark) => source.includes(mark)) ||
    (source.includes(escapeMark) && escapedLetter.test(source.toString('latin1')))
  if (!suspicious) return value
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const current = waiting.pop()
    if (typeof current !== 'object' || current === null) continue
    for (const key of forbidden) if (Object.hasOwn(current, key)) Reflect.deleteProperty(current, key)
    for (const child of Object.values(current)) if (typeof child === 'object' && child !== null) waiting.push(child)
  }
  return value
}
