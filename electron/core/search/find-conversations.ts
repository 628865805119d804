import type { Conversation } from '#shared/model/conversation.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { matchWords } from '#shared/match-words.ts'
import { fold } from './tokenize.ts'

export type ConversationName = { readonly id: ConversationId; readonly name: string }

/** Conversations by what they are called, best first and then latest first; the latest of all for no words. */
export type FindConversations = (input: { readonly query: string; readonly limit: number }) => Conversation[]

/**
 * Reads all names on each call, because they change with every message; folding them is what costs, so that is kept for
 * as long as a name stays the same.
 */
export function createFindConversations(conversations: {
  /** Latest first. */
  readonly names: () => ConversationName[]
  readonly get: (id: ConversationId) => Conversation
}): FindConversations {
  let known = new Map<string, string>()

  return ({ query, limit }) => {
    const typed = fold(query).trim()
    const names = conversations.names()
    if (typed === '') return names.slice(0, limit).map(({ id }) => conversations.get(id))
    const folded = new Map<string, string>()
    const found: { readonly id: ConversationId; readonly rank: number }[] = []
    for (const { id, name } of names) {
      const text = known.get(name) ?? fold(name)
      folded.set(name, text)
      const rank = matchWords(text, typed)
      if (rank !== null) found.push({ id, rank })
    }
    known = folded
    // A stable sort, so that what is equally good stays latest first.
    return found
      .toSorted((one, other) => one.rank - other.rank)
      .slice(0, limit)
      .map(({ id }) => conversations.get(id))
  }
}
