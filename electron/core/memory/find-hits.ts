import type { Token } from '#core/search/tokenize.ts'
import type { CompanionId, ConversationId } from '#shared/model/ids.ts'
import { asksForSeveral, speakersNamed, type NamedSpeakers } from './asked.ts'
import { bestKeys, findAgain, findKeys, type FoundKeys } from './find-keys.ts'
import type { Asked, Hit } from './rank-hits.ts'
import type { RecallRepository } from './recall-repository.ts'
import { recallTerms, type WeighedText } from './recall-terms.ts'

export type FoundHits = {
  readonly hits: readonly Hit[]
  readonly found: FoundKeys
  readonly speakers: NamedSpeakers
  readonly asked: Asked
}

/** Messages read to see who speaks, of those in the conversations of somebody named, and in all. */
const firstHits = 400
const mostOfTheirs = 1_000
const mostHits = 1_800
/** Somebody who takes part in more conversations is no help in finding one. */
const mostTheirs = 50

/** The most promising messages that hold some of the words; the last text is the question. */
export function findHits(
  repository: RecallRepository,
  tokenize: (text: string) => Token[],
  { companionId, texts }: { readonly companionId: CompanionId; readonly texts: readonly WeighedText[] },
): FoundHits {
  const own = new Set(repository.conversationsOf(companionId))
  const found = findKeys(repository, recallTerms(texts, tokenize), companionId)
  const hits = new Map<number, Hit>()
  const read = (keys: readonly number[], { termsOf }: FoundKeys) => {
    for (const { key, ...row } of repository.rowsOf(keys.filter((one) => !hits.has(one)))) {
      if (own.has(row.conversationId)) hits.set(key, { ...row, terms: termsOf.get(key) ?? [] })
    }
  }

  const best = bestKeys(found, mostHits)
  read(best.slice(0, firstHits), found)
  const question = texts[0]?.text ?? ''
  const authors = new Set([...hits.values()].flatMap(({ author }) => author ?? []))
  const speakers = speakersNamed(authors, question, tokenize)
  // The companion is spoken to by name everywhere, and not every import says that it was she who spoke.
  const others = new Set([...speakers.named].filter((name) => name !== repository.nameOf(companionId)))
  const theirs = conversationsWith(others, hits.values())
  if (theirs.size > 0 && theirs.size < own.size && theirs.size <= mostTheirs) {
    const again = findAgain(repository, found, [...theirs])
    read(bestKeys(again, mostOfTheirs), again)
  } else {
    theirs.clear()
  }
  read(best.slice(firstHits, Math.max(firstHits, mostHits - hits.size)), found)
  return { hits: [...hits.values()], found, speakers, asked: { theirs, several: asksForSeveral(question) } }
}

function conversationsWith(named: ReadonlySet<string>, hits: Iterable<Hit>): Set<ConversationId> {
  const theirs = new Set<ConversationId>()
  for (const { author, conversationId } of hits) if (author !== null && named.has(author)) theirs.add(conversationId)
  return theirs
}
