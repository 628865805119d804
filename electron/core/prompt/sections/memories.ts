import { excerpt } from '#shared/excerpt.ts'
import { oneLine } from '#shared/one-line.ts'
import type { Passage } from '../remembered.ts'
import type { PromptContext, SectionBuilder } from '../section.ts'
import { dayIn } from './date-words.ts'
import { listThatFits } from './fitting-list.ts'
import { memoryWords } from './memory-words.ts'
import { memoryLine } from './pinned.ts'

/** Where the evidence of what was asked was found to be, nearly all of it; more makes answers worse. */
const mostTokens = 2_000
const share = 0.15
const memoriesShare = 0.4
const longestLine = 600

/** What was noted and may matter now. */
export const memoriesSection: SectionBuilder = {
  rank: 30,
  build: (context, room) =>
    listThatFits('memories', {
      head: memoryWords[context.language].memories,
      items: context.remembered.memories.map((memory) => ({ text: memoryLine(memory, context), note: memory.note })),
      room: Math.min(room, context.plan.memories ?? allowed(context) * memoriesShare),
    }),
}

/** What was said long ago and may matter now: the most fitting that have room, told oldest first. */
export const passagesSection: SectionBuilder = {
  rank: 35,
  build: (context, room) => {
    const { passages } = context.remembered
    const timeOf = new Map(passages.map((passage) => [passage.note, passage.at ?? 0]))
    return listThatFits('passages', {
      head: memoryWords[context.language].passages,
      items: passages.map((passage) => ({ text: passageText(passage, context), note: passage.note })),
      room: Math.min(room, context.plan.passages ?? allowed(context) * (1 - memoriesShare)),
      arrange: (items) => items.toSorted((one, other) => (timeOf.get(one.note) ?? 0) - (timeOf.get(other.note) ?? 0)),
    })
  },
}

function allowed({ budget }: PromptContext): number {
  return Math.min(mostTokens / (1 - memoriesShare), budget.room * share)
}

function passageText({ at, lines }: Passage, { language, timeZone, frame, profile }: PromptContext): string {
  const date = at === null ? memoryWords[language].undated : dayIn(language, at, timeZone)
  const said = lines.map(({ speaker, text }) => {
    const name = speaker === 'person' ? frame.person : profile.name
    // One line however it was written, so that nothing in it leaves the quote.
    return `> ${name}: ${excerpt(oneLine(text), longestLine)}`
  })
  return [`[${date}]`, ...said].join('\n')
}
