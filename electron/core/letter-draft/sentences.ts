import { z } from 'zod'
import { isQuotedFrom } from '#core/model-work/quotes.ts'
import type { Citation, DraftSection, DraftSectionId, DraftSentence } from '#shared/model/letter-draft.ts'
import { oneLine } from '#shared/one-line.ts'
import { listIn, named, numbersStandIn, type DraftItem } from './items.ts'

const ToldSentence = z.object({
  text: z.string().trim().min(1),
  from: z.unknown().optional(),
  feeling: z.unknown().optional(),
})
const mostSentences = 40
const longestSentence = 1_200
/** What no letter of theirs needs, and what somebody would put there who wants to lead the reader away. */
const leads = /https?:|www\.|<\/?[a-z]|```/iu

/**
 * Sentences of a part, each checked against what it says it rests on. Kept is what names things that were found and says
 * no number and no quotation beyond them, and what says a feeling and nothing that could be true or false. The rest is
 * counted. Null for an answer that holds no list.
 */
export function readSentences(
  json: unknown,
  id: DraftSectionId,
  given: readonly DraftItem[],
  fold: (text: string) => string,
): DraftSection | null {
  const told = listIn(json, 'sentences')
  if (told === null) return null
  let dropped = 0
  const sentences = told.slice(0, mostSentences).flatMap((one): DraftSentence[] => {
    const { data } = ToldSentence.safeParse(one)
    if (!data) return []
    const text = oneLine(data.text)
    const from = named(data.from, given)
    const isKept =
      text.length <= longestSentence &&
      !leads.test(text) &&
      (from.length > 0 || data.feeling === true) &&
      numbersStandIn(text, from) &&
      quotationsIn(text).every((quotation) => isSaid(quotation, from, fold))
    if (!isKept) {
      dropped += 1
      return []
    }
    return [{ text, cites: eachOnce(from.flatMap(({ cites }) => cites)) }]
  })
  return { id, sentences, dropped, failed: false }
}

function eachOnce(cites: readonly Citation[]): Citation[] {
  return [...new Map(cites.map((cite) => [cite.messageId, cite])).values()]
}

function isSaid(quotation: string, from: readonly DraftItem[], fold: (text: string) => string): boolean {
  return from.some(({ text, cites }) =>
    [text, ...cites.map(({ quote }) => quote)].some((words) => isQuotedFrom(quotation, words, fold)),
  )
}

/** What a sentence puts between quotation marks. */
function quotationsIn(text: string): string[] {
  return [...text.matchAll(/[“「『"]([^“”「」『』"]{2,})[”」』"]/gu)].map(([, words = '']) => words)
}
