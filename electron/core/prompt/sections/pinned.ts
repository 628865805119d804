import type { LocalDate } from '#shared/model/milestone.ts'
import { oneLine } from '#shared/one-line.ts'
import type { PromptContext, SectionBuilder } from '../section.ts'
import type { ToldMemory } from '../remembered.ts'
import { listThatFits } from './fitting-list.ts'
import { dateIn } from './date-words.ts'
import { memoryWords } from './memory-words.ts'

const mostTokens = 1_600

/** What must never be forgotten: always told, and in the same words, so that providers keep it. */
export const pinnedSection: SectionBuilder = {
  rank: 10,
  build: (context, room) =>
    listThatFits('pinned', {
      head: memoryWords[context.language].pinned,
      items: context.remembered.pinned.map((memory) => ({ text: memoryLine(memory, context), note: memory.note })),
      room: Math.min(room, mostTokens),
    }),
}

/** One memory as one line, with the days it holds for. */
export function memoryLine({ text, since, until }: ToldMemory, { language, named }: PromptContext): string {
  const words = memoryWords[language]
  const day = (date: LocalDate) => dateIn(language, date)
  const dated =
    since !== null && until !== null
      ? words.between(day(since), day(until))
      : since !== null
        ? words.since(day(since))
        : until !== null
          ? words.until(day(until))
          : null
  const line = oneLine(named(text))
  return dated === null ? `- ${line}` : `- [${dated}] ${line}`
}
