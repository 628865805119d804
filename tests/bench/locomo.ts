import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** Where the dialogues lie, beside the repository; they are never part of it. */
const file =
  process.env['KEEPSAKE_LOCOMO'] ?? path.join(import.meta.dirname, '../../../shared/bench/locomo/locomo-dev.json')

const Turn = z.object({
  speaker: z.string(),
  dia_id: z.string(),
  text: z.string(),
  blip_caption: z.string().optional(),
})
const Sample = z.object({
  sample_id: z.string(),
  conversation: z.looseObject({ speaker_a: z.string(), speaker_b: z.string() }),
  qa: z.array(z.object({ question: z.string(), evidence: z.array(z.string()), category: z.int() })),
})

export type LocomoTurn = { readonly id: string; readonly speaker: string; readonly text: string; readonly at: number }

/** One long dialogue, and questions with the turns that answer them. */
export type LocomoDialogue = {
  readonly name: string
  readonly speakers: readonly [string, string]
  readonly turns: readonly LocomoTurn[]
  readonly questions: readonly {
    readonly text: string
    readonly evidence: readonly string[]
    /** 1 multi-hop, 2 temporal, 3 open-domain, 4 single-hop, 5 unanswerable. */
    readonly category: number
  }[]
}

/** Reads the dialogues; questions whose evidence names no turn are left out. */
export const readLocomo = (): LocomoDialogue[] =>
  z
    .array(Sample)
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .map(({ sample_id, conversation, qa }) => {
      const turns = turnsOf(conversation)
      const known = new Set(turns.map(({ id }) => id))
      const questions = qa.flatMap(({ question, evidence, category }) => {
        const named = new Set(evidence.flatMap((text) => text.match(/D\d+:\d+/g) ?? []))
        const found = [...named].filter((id) => known.has(id))
        return found.length === 0 ? [] : [{ text: question, evidence: found, category }]
      })
      return { name: sample_id, speakers: [conversation.speaker_a, conversation.speaker_b], turns, questions }
    })

/** Half a minute between two turns; what a picture shows is said in brackets, as exports do. */
const turnsOf = (conversation: Readonly<Record<string, unknown>>): LocomoTurn[] => {
  const turns: LocomoTurn[] = []
  for (let session = 1; `session_${session}` in conversation; session += 1) {
    const begun = momentOf(String(conversation[`session_${session}_date_time`]))
    for (const [index, turn] of z.array(Turn).parse(conversation[`session_${session}`]).entries()) {
      const text = turn.blip_caption === undefined ? turn.text : `${turn.text}\n[${turn.blip_caption}]`
      turns.push({ id: turn.dia_id, speaker: turn.speaker, text, at: begun + index * 30_000 })
    }
  }
  return turns
}

/** “1:56 pm on 8 May, 2023”. */
const momentOf = (text: string): number => {
  const [, hour, minute, half, date] = /^(\d+):(\d+) (am|pm) on (.+)$/.exec(text) ?? []
  const hours = (Number(hour) % 12) + (half === 'pm' ? 12 : 0)
  return Date.parse(`${date?.replace(',', '')} UTC`) + (hours * 60 + Number(minute)) * 60_000
}
