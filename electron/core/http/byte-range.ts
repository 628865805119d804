/** Bytes from `start` up to, not including, `end`. */
export type ByteRange = { readonly start: number; readonly end: number }

/**
 * What a Range header asks of `size` bytes: a range, `null` for the whole (no header, several ranges, another unit), or
 * `unsatisfiable`.
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size }
  }
  const start = Number(first)
  const end = last === '' ? size : Math.min(Number(last) + 1, size)
  if (start >= size) return 'unsatisfiable'
  // A last byte before the first makes the header invalid, and an invalid one is ignored.
  return end <= start ? null : { start, end }
}
