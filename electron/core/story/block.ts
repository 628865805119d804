import type { CompanionId, Timestamp } from '#shared/model/ids.ts'
import { countWords, emojiIn } from './count-words.ts'

/** A message as it is counted. */
export type SpokenRow = {
  readonly role: 'user' | 'assistant'
  readonly model: string | null
  /** Which member of a room speaks. */
  readonly companionId: CompanionId | null
  readonly createdAt: Timestamp | null
  readonly text: string
}

/** Who spoke in a block, and the emoji they used. */
export type BlockVoice = Pick<SpokenRow, 'role' | 'model' | 'companionId'> & {
  readonly emoji: readonly (readonly [emoji: string, times: number])[]
}

/**
 * A stretch of a thread, counted. `counts` holds rows of five: the quarter of an hour since 1970, the place of its voice,
 * messages, characters, words. Every zone of today is whole quarters away from the others, so that a person who moves
 * keeps the same counts, by other days.
 */
export type Block = { readonly voices: readonly BlockVoice[]; readonly counts: Int32Array }

/** Numbers in a row of `counts`. */
export const rowLength = 5
export const quarterMs = 15 * 60_000
/** The quarter of messages whose time nobody knows. */
export const undated = -0x8000_0000

/** Counts the messages of a stretch. */
export function countBlock(rows: Iterable<SpokenRow>): Block & { readonly messages: number } {
  let messages = 0
  const voices = new Map<string, Omit<BlockVoice, 'emoji'> & { readonly place: number; emoji: Map<string, number> }>()
  const counted = new Map<string, [number, number, number, number, number]>()
  for (const { role, model, companionId, createdAt, text } of rows) {
    const name = JSON.stringify([role, role === 'user' ? null : model, companionId])
    const voice = voices.get(name) ?? {
      role,
      model: role === 'user' ? null : model,
      companionId,
      place: voices.size,
      emoji: new Map<string, number>(),
    }
    voices.set(name, voice)
    const quarter = createdAt === null ? undated : Math.max(undated + 1, Math.floor(createdAt / quarterMs))
    const key = `${quarter} ${voice.place}`
    const row = counted.get(key) ?? [quarter, voice.place, 0, 0, 0]
    counted.set(key, row)
    const { characters, words, mayHoldEmoji } = countWords(text)
    messages += 1
    row[2] += 1
    row[3] += characters
    row[4] += words
    if (!mayHoldEmoji) continue
    for (const emoji of emojiIn(text)) voice.emoji.set(emoji, (voice.emoji.get(emoji) ?? 0) + 1)
  }
  const counts = new Int32Array(counted.size * rowLength)
  let place = 0
  for (const row of counted.values()) {
    counts.set(row, place)
    place += rowLength
  }
  return {
    voices: [...voices.values()].map(({ role, model, companionId, emoji }) => ({
      role,
      model,
      companionId,
      emoji: [...emoji],
    })),
    counts,
    messages,
  }
}
