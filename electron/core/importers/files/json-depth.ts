/** Whether a JSON value nests deeper than so many levels. Looks at every part of it once and never recurses. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one).filter(isNested) : []))
  }
  return false
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
