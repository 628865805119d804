import type { Part } from '#shared/model/part.ts'

const opening = /^\s*<(think|thinking|thought)>/i

/**
 * Parts of an answer whose thoughts stand before it in `<think>` tags, as many models write them. Tags anywhere but at
 * the beginning are words like any other.
 */
export function partsOfAnswer(text: string): Part[] {
  const start = opening.exec(text)
  if (!start) return text === '' ? [] : [{ kind: 'text', text }]
  const rest = text.slice(start[0].length)
  const end = new RegExp(`</${start[1]}>`, 'i').exec(rest)
  // Never closed: the answer ended while it was thought about.
  const thought = rest.slice(0, end?.index).trim()
  const answer = end ? rest.slice(end.index + end[0].length).trimStart() : ''
  const parts: Part[] = []
  if (thought !== '') parts.push({ kind: 'thought', text: thought, seconds: null })
  if (answer !== '') parts.push({ kind: 'text', text: answer })
  return parts
}
