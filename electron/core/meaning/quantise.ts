/** A vector as it is kept: a byte a number, and the sign of each, eight to a byte. */
export type Quantised = { readonly signs: Uint8Array; readonly vector: Uint8Array }

const most = 127

/** A quarter of the size for hardly any of the meaning. Only the direction counts, so each has a scale of its own. */
export function quantise(numbers: readonly number[]): Quantised {
  const largest = numbers.reduce((top, number) => Math.max(top, Math.abs(number)), 0)
  const vector = new Int8Array(numbers.length)
  // Whole words of 32, since that is how they are compared.
  const signs = new Uint8Array(Math.ceil(numbers.length / 32) * 4)
  for (const [index, number] of numbers.entries()) {
    vector[index] = largest === 0 ? 0 : Math.round((number / largest) * most)
    if (number > 0) signs[index >> 3] = (signs[index >> 3] ?? 0) | (1 << (index & 7))
  }
  return { signs, vector: new Uint8Array(vector.buffer) }
}

/** How near two directions are: 1 for the same, 0 for nothing in common. */
export function similarity(one: Uint8Array, other: Uint8Array): number {
  const a = new Int8Array(one.buffer, one.byteOffset, one.byteLength)
  const b = new Int8Array(other.buffer, other.byteOffset, other.byteLength)
  let [product, ofOne, ofOther] = [0, 0, 0]
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [a[index] ?? 0, b[index] ?? 0]
    product += x * y
    ofOne += x * x
    ofOther += y * y
  }
  return ofOne === 0 || ofOther === 0 ? 0 : product / Math.sqrt(ofOne * ofOther)
}
