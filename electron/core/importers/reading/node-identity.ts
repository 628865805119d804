import { createHash } from 'node:crypto'
import type { SourceTime } from './source-time.ts'

/** What a message without an id is known again by. */
export type NodeMarks = { readonly time: SourceTime | null; readonly who: string; readonly text: string }

/**
 * Names messages that have no id, so that the next export gives them the same names: by second, speaker and words, and
 * a counter where all three are the same. Never by place, which changes with every export. One namer per conversation.
 */
export function createNodeNamer(): (marks: NodeMarks) => string {
  const seen = new Map<string, number>()
  return ({ time, who, text }) => {
    const second = time === null ? '' : String(Math.floor(time.milliseconds / 1_000))
    const words = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
    const hash = createHash('sha256').update(`${second}\n${who}\n${words}`).digest('hex').slice(0, 32)
    const occurrence = (seen.get(hash) ?? 0) + 1
    seen.set(hash, occurrence)
    return occurrence === 1 ? hash : `${hash}:${occurrence}`
  }
}
