import fc from 'fast-check'
import type { NeutralConversation, NeutralNode } from '#core/importers/neutral.ts'
import { spokenText } from '#shared/model/part.ts'

/** What was said in one version of a message, and when, in epoch ms. */
export type ChatVersion = { readonly text: string; readonly time: number | null }
/** One place of a chat: its versions in order, and the one that the chat went on from. */
export type ChatTurn = {
  readonly role: 'user' | 'assistant'
  readonly versions: readonly ChatVersion[]
  readonly shown: number
}

const odd = [
  '好，我在这里。',
  'a "quoted" \\ word',
  '<b>&amp;</b>',
  '多行\n文字',
  '🌧️👩‍👩‍👧',
  'Name: hello',
  '{{char}} *smiles*',
  ',;\t|',
]
const from = Date.UTC(2020, 0, 1)
const to = Date.UTC(2026, 0, 1)

/** Chats of up to a dozen turns, with versions of the answers where a format has them. Times go up from turn to turn. */
export function chats(options: { readonly versions?: boolean; readonly text?: fc.Arbitrary<string> } = {}) {
  const text = options.text ?? chatText()
  const most = options.versions === true ? 4 : 1
  const turn = fc.record({
    role: fc.constantFrom('user' as const, 'assistant' as const),
    texts: fc.array(text, { minLength: 1, maxLength: most }),
    shown: fc.nat(most - 1),
    time: fc.integer({ min: from, max: to }),
  })
  return fc.array(turn, { minLength: 1, maxLength: 12 }).map((turns): ChatTurn[] => {
    const times = turns.map(({ time }) => time).toSorted((left, right) => left - right)
    return turns.map(({ role, texts, shown }, index) => ({
      role,
      shown: Math.min(shown, role === 'user' ? 0 : texts.length - 1),
      versions: (role === 'user' ? texts.slice(0, 1) : texts).map((words) => ({
        text: words,
        time: times[index] ?? from,
      })),
    }))
  })
}

/** Words that somebody might say, odd ones among them; never empty. */
export function chatText(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }))
}

/** The turns of a conversation as its tree holds them, along the shown thread. */
export function turnsOf({ nodes, currentId }: NeutralConversation): ChatTurn[] {
  const byId = new Map(nodes.map((node) => [node.sourceId, node]))
  const turns: ChatTurn[] = []
  let node: NeutralNode | undefined = byId.get(currentId ?? '')
  while (node) {
    const { parentId, role, sourceId }: NeutralNode = node
    const versions = nodes.filter((other) => other.parentId === parentId)
    turns.unshift({
      role: role === 'user' ? 'user' : 'assistant',
      shown: versions.findIndex((version) => version.sourceId === sourceId),
      versions: versions.map(({ parts, createdAt }) => ({
        text: spokenText(parts),
        time: createdAt?.milliseconds ?? null,
      })),
    })
    node = parentId === null ? undefined : byId.get(parentId)
  }
  return turns
}

/** The turns without their times, for formats that tell none. */
export function withoutTimes(turns: readonly ChatTurn[]): ChatTurn[] {
  return turns.map((turn) => ({ ...turn, versions: turn.versions.map(({ text }) => ({ text, time: null })) }))
}
