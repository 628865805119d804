import { z } from 'zod'
import { CompanionId, SummaryId, Timestamp } from './ids.ts'
import { MemorySource } from './memory.ts'
import { LocalDate } from './milestone.ts'

/** A sentence that a model wrote, and the messages that it rests on: all of them are there, and were read for it. */
export const SummarySentence = z.object({ text: z.string(), sources: z.array(MemorySource).min(1) })
export type SummarySentence = z.infer<typeof SummarySentence>

/** The words of the person in place of a model's. */
export const SummaryText = z.string().trim().min(1).max(4_000)

/** What was spoken of in one stretch of talk, in short. */
export const Summary = z.object({
  id: SummaryId,
  companionId: CompanionId,
  /** The first and the last day of what was read. */
  from: LocalDate,
  to: LocalDate,
  /** Who wrote it. */
  model: z.string(),
  sentences: z.array(SummarySentence),
  /** Null as long as the model's words stand. */
  ownText: z.string().nullable(),
  createdAt: Timestamp,
})
export type Summary = z.infer<typeof Summary>

/** The words of a summary as they are told. */
export function summaryText({ sentences, ownText }: Pick<Summary, 'sentences' | 'ownText'>): string {
  if (ownText !== null) return ownText
  return sentences
    .map(({ text }) => text + spaceAfter(text))
    .join('')
    .trimEnd()
}

/** What stands between a sentence and the next: nothing where its script needs no space. */
export function spaceAfter(sentence: string): '' | ' ' {
  return /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF\u2019\u201D\u2026]$/u.test(sentence) ? '' : ' '
}
