import { isQuotedFrom } from '#core/model-work/quotes.ts'
import { excerpt } from '#shared/excerpt.ts'
import type { DraftSection } from '#shared/model/letter-draft.ts'
import type { HistoryRepository } from './history-repository.ts'
import type { DraftItem } from './items.ts'

const longestName = 40
const mostExamples = 6
const longestLine = 600

/** A name that two call each other by: only one that stands in a message which it is said to come from. */
export function onlySaidName(
  section: DraftSection,
  history: Pick<HistoryRepository, 'byIds'>,
  fold: (text: string) => string,
): DraftSection {
  const said = section.sentences.flatMap(({ text, cites }) => {
    const name = text.replaceAll(/^[\s“「『"'‘]+|[\s”」』"'’.。!！,，]+$/gu, '')
    const rows = history.byIds(cites.map(({ messageId }) => messageId))
    const isSaid = name.length <= longestName && rows.some((row) => isQuotedFrom(name, row.text, fold))
    return isSaid ? [{ text: name, cites }] : []
  })
  const sentences = said.slice(0, 1)
  return { ...section, sentences, dropped: section.dropped + section.sentences.length - sentences.length }
}

/** Examples of how they speak, in their own words and as answers to what was really asked; no model writes any of it. */
export function examplesFrom(
  items: readonly DraftItem[],
  history: Pick<HistoryRepository, 'byIds' | 'askedBefore'>,
): DraftSection {
  const ids = new Set(
    items.filter(({ kind }) => kind === 'line').flatMap(({ cites }) => cites.slice(0, 1).map((cite) => cite.messageId)),
  )
  const cites = new Map(items.flatMap((item) => item.cites.map((cite) => [cite.messageId, cite])))
  const sentences = history.byIds([...ids]).flatMap((row) => {
    const asked = history.askedBefore(row)
    const cite = cites.get(row.id)
    if (asked === null || !cite) return []
    const text = `{{user}}: ${excerpt(asked.trim(), longestLine)}\n{{char}}: ${excerpt(row.text.trim(), longestLine)}`
    return [{ text, cites: [cite] }]
  })
  return { id: 'examples', sentences: sentences.slice(0, mostExamples), dropped: 0, failed: false }
}
