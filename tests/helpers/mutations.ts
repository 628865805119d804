/** A stream of numbers below a bound, the same for the same seed, so that what a run found can be found again. */
export type Dice = (below: number) => number

/** Mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const pieces = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '\n',
  '\0',
  'null',
  '-1',
  '1e999',
  '""',
  '<',
  '\ufeff',
  '\xff',
  '9'.repeat(40),
]

/** Bytes with one to four of them changed, cut, doubled, moved or replaced by what formats stumble over. */
export function mutate(bytes: Buffer, dice: Dice): Buffer {
  let changed = Buffer.from(bytes)
  for (let left = 1 + dice(4); left > 0; left -= 1) changed = mutateOnce(changed, dice)
  return changed
}

function mutateOnce(bytes: Buffer<ArrayBuffer>, dice: Dice): Buffer<ArrayBuffer> {
  if (bytes.length < 2) return bytes
  const at = dice(bytes.length)
  const end = Math.min(bytes.length, at + 1 + dice(dice(4) === 0 ? bytes.length : 40))
  const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  switch (dice(7)) {
    case 0:
      return Buffer.concat([before, Buffer.from([dice(256)]), bytes.subarray(at + 1)])
    case 1:
      return Buffer.concat([before, after])
    case 2:
      return Buffer.concat([before, middle, middle, after])
    case 3:
      return Buffer.concat([before, Buffer.from(pieces[dice(pieces.length)] ?? ''), bytes.subarray(at)])
    case 4:
      return Buffer.concat([before, Buffer.from(pieces[dice(pieces.length)] ?? ''), after])
    case 5:
      return Buffer.concat([after, middle, before])
    default:
      return Buffer.from(before)
  }
}

const junk: readonly unknown[] = [null, 7, -1, 'x', '', [], {}, [[1]], { a: { b: [] } }, true, 1e300, ['x', null]]

/** A JSON value with one to three of its members replaced by what does not belong there, or left out. */
export function mutateJson(value: unknown, dice: Dice): unknown {
  const root: Record<string, unknown> = { value: structuredClone(value) }
  for (let left = 1 + dice(3); left > 0; left -= 1) {
    const places: [holder: Record<string, unknown>, key: string][] = []
    const waiting: object[] = [root]
    for (let current = waiting.pop(); current; current = waiting.pop()) {
      const holder = current as Record<string, unknown>
      for (const [key, child] of Object.entries(holder)) {
        places.push([holder, key])
        if (typeof child === 'object' && child !== null) waiting.push(child)
      }
    }
    const [holder, key] = places[dice(places.length)] ?? [root, 'value']
    if (dice(4) === 0 && !Array.isArray(holder)) delete holder[key]
    else holder[key] = structuredClone(junk[dice(junk.length)])
  }
  return root['value']
}
