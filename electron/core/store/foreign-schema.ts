const headerBytes = 100
const interior = 0x05
const leaf = 0x0d

/**
 * Whether the pages that hold a database's schema are a tree, of which each part is there once and none says to be larger
 * than the file. The engine reads them before anything can be checked, and would read a knot of them without end.
 */
export function hasSoundSchema(bytes: Buffer): boolean {
  if (bytes.length < headerBytes) return false
  const told = bytes.readUInt16BE(16)
  const size = told === 1 ? 65_536 : told
  if (size < 512) return false
  const seen = new Set<number>()
  const waiting = [1]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const page = bytes.subarray((number - 1) * size, number * size)
    if (seen.has(number) || page.length < size) return false
    seen.add(number)
    const start = number === 1 ? headerBytes : 0
    const type = page[start]
    if (type !== interior && type !== leaf) return false
    const count = page.readUInt16BE(start + 3)
    const cells = start + (type === leaf ? 8 : 12)
    if (cells + 2 * count > size) return false
    for (let cell = 0; cell < count; cell += 1) {
      const at = page.readUInt16BE(cells + 2 * cell)
      if (at + 4 > size) return false
      if (type === interior) waiting.push(page.readUInt32BE(at))
      else if (varint(page, at) > bytes.length) return false
    }
    if (type === interior) waiting.push(page.readUInt32BE(start + 8))
  }
  return true
}

/** A number in as few bytes as it needs; beyond the sizes that files have, nobody asks how large exactly. */
function varint(page: Buffer, at: number): number {
  let value = 0
  for (const byte of page.subarray(at, at + 8)) {
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return value
  }
  return Number.POSITIVE_INFINITY
}
