import fc from 'fast-check'
import { spokenText } from '#shared/model/part.ts'
import type { NeutralConversation } from '#core/importers/neutral.ts'

/** One thing that was said, for formats that know an order and nothing more. */
export type SaidTurn = { readonly role: 'user' | 'assistant'; readonly text: string }

/** Talks of two who take turns, one to a dozen times each, in words made by `text`. */
export function saidTurns(text: fc.Arbitrary<string>, pairs = { least: 1, most: 12 }): fc.Arbitrary<SaidTurn[]> {
  return fc.array(fc.tuple(text, text), { minLength: pairs.least, maxLength: pairs.most }).map((said) =>
    said.flatMap(([question, answer]): SaidTurn[] => [
      { role: 'user', text: question },
      { role: 'assistant', text: answer },
    ]),
  )
}

/** What a conversation says in one line, whoever the names in it belong to. */
export function saidIn({ nodes }: NeutralConversation): { role: string; text: string }[] {
  let parentId: string | null = null
  return nodes.map((node) => {
    if (node.parentId !== parentId) throw new Error('Not in one line')
    parentId = node.sourceId
    return { role: node.role, text: spokenText(node.parts) }
  })
}
