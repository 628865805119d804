import type { Part } from '#shared/model/part.ts'
import { isObject } from '../untrusted.ts'

/** Something not understood: its JSON verbatim, and whatever words can be found in it. */
export function opaquePart(type: string, value: unknown): Part {
  return { kind: 'opaque', type: type.slice(0, 200), text: findText(value), json: JSON.stringify(value) ?? 'null' }
}

const textKeys = ['text', 'content', 'parts', 'result', 'summary', 'message', 'output', 'title'] as const

/** Words found under the usual names, without recursion into more than a bounded number of values. */
function findText(value: unknown): string {
  const found: string[] = []
  const waiting: unknown[] = [value]
  for (let steps = 0; waiting.length > 0 && steps < 1_000; steps += 1) {
    const current = waiting.pop()
    if (typeof current === 'string') found.push(current)
    else if (Array.isArray(current)) waiting.push(...current.slice(0, 1_000).toReversed())
    else if (isObject(current)) {
      for (const key of textKeys.toReversed()) if (current[key] !== undefined) waiting.push(current[key])
    }
  }
  return found.filter((text) => text !== '').join('\n')
}
