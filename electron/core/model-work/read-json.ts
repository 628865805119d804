import { jsonrepair } from 'jsonrepair'

/** Longer answers are no answer to anything that is asked here, and repairing them would hold everything up. */
const longestAnswer = 400_000

/**
 * The JSON in a model's answer, whatever stands around it: fences, a sentence before, a comma too many, an end that was
 * cut off. Undefined where there is none.
 */
export function readJson(answer: string): unknown {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)(?:\n\s*```|$)/iu.exec(answer)?.[1] ?? answer
  const start = fenced.search(/[[{]/u)
  if (start < 0 || fenced.length > longestAnswer) return undefined
  const fromStart = fenced.slice(start)
  const end = Math.max(fromStart.lastIndexOf('}'), fromStart.lastIndexOf(']'))
  return (
    parsed(fromStart.slice(0, end + 1), false) ?? parsed(fromStart, true) ?? parsed(fromStart.slice(0, end + 1), true)
  )
}

function parsed(text: string, mends: boolean): unknown {
  try {
    return JSON.parse(mends ? jsonrepair(text) : text) as unknown
  } catch {
    return undefined
  }
}
