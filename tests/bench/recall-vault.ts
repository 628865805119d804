import type { ImportedMessage } from '#core/chat/import-batch.ts'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createCompanionRepository } from '#core/companions/companion-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import { addImportRun, anImportedMessage } from '#tests/helpers/test-store.ts'
import { createRandom } from './invented-text.ts'
import type { LocomoDialogue } from './locomo.ts'
import { otherTalk } from './memorybank.ts'

export type AskedQuestion = {
  readonly text: string
  readonly companionId: CompanionId
  readonly evidence: readonly MessageId[]
  readonly category: number
  /** When the last of the dialogue was said. */
  readonly now: number
}

/** Turns of one conversation as they are put in; the ids come out in the same order. */
type Line = Pick<ImportedMessage, 'role' | 'author' | 'createdAt'> & { readonly text: string }

/**
 * Puts the dialogues into an empty vault, each with a companion of its own or all `together` with one, there among
 * invented turns until it holds so many.
 */
export const fillWithDialogues = (
  database: Database,
  dialogues: readonly LocomoDialogue[],
  { together, turns }: { readonly together: boolean; readonly turns: number },
): AskedQuestion[] => {
  const conversations = createConversationRepository(database)
  const companions = createCompanionRepository({ database, conversations })
  const messages = createMessageRepository({ database, index: createMessageIndex(database) })
  const importRunId = addImportRun(database)
  const meet = (name: string) =>
    companions.create({ profile: { name, description: '', greeting: '' }, binding: null, createdAt: 1 }).id

  const tell = (companionId: CompanionId, sourceId: string, lines: readonly Line[]): MessageId[] => {
    const id: ConversationId = conversations.createImported({
      importRunId,
      companionId,
      source: 'generic',
      sourceId,
      title: null,
      createdAt: lines[0]?.createdAt ?? null,
      updatedAt: lines.at(-1)?.createdAt ?? 0,
      archived: false,
      raw: null,
    })
    return messages.importBatch(importRunId, (batch) => {
      const ids: MessageId[] = []
      for (const [depth, { text, ...line }] of lines.entries()) {
        const parent = ids.at(-1)
        ids.push(batch.insert(anImportedMessage(id, parent ? { id: parent, depth: depth - 1 } : null, text, line)))
      }
      batch.finish(id, ids.at(-1) ?? null)
      return ids
    })
  }

  const everybody = together ? meet('Everybody') : null
  const questions = dialogues.flatMap(({ name, speakers, turns: said, questions: asked }) => {
    const companionId = everybody ?? meet(speakers[1])
    const ids = tell(
      companionId,
      name,
      said.map(({ speaker, text, at }) => ({
        role: speaker === speakers[0] ? 'user' : 'assistant',
        author: speaker,
        createdAt: at,
        text,
      })),
    )
    const idOf = new Map(said.map(({ id }, index) => [id, ids[index]]))
    const now = said.at(-1)?.at ?? 0
    return asked.map(({ text, evidence, category }) => {
      return { text, companionId, evidence: evidence.flatMap((id) => idOf.get(id) ?? []), category, now }
    })
  })
  if (everybody !== null) crowd(dialogues, turns, (number, lines) => void tell(everybody, `crowd-${number}`, lines))
  return questions
}

const turnsOfTalk = 500

/** Invented turns in which every word follows one that it follows in some other talk. */
const crowd = (
  dialogues: readonly LocomoDialogue[],
  size: number,
  tell: (number: number, lines: readonly Line[]) => void,
): void => {
  const random = createRandom(7)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const turns = dialogues.flatMap((dialogue) => dialogue.turns)
  const others = otherTalk()
  const following = new Map<string, string[]>()
  for (const text of others) {
    const words = text.split(/\s+/)
    for (const [index, word] of words.entries()) {
      const list = following.get(word)
      const next = words[index + 1] ?? ''
      if (list) list.push(next)
      else following.set(word, [next])
    }
  }
  const invent = (): string => {
    const words: string[] = [pick(others).split(/\s+/)[0] ?? '']
    for (let next = pick(following.get(words[0] ?? '') ?? ['']); next !== '' && words.length < 60;) {
      words.push(next)
      next = pick(following.get(next) ?? [''])
    }
    return words.join(' ')
  }
  for (let left = size - turns.length, number = 0; left > 0; left -= turnsOfTalk, number += 1) {
    const begun = pick(turns).at
    const lines = Array.from({ length: Math.min(left, turnsOfTalk) }, (_, index): Line => {
      const isFirst = index % 2 === 0
      return {
        role: isFirst ? 'user' : 'assistant',
        author: isFirst ? 'Somebody' : 'Another',
        createdAt: begun + Math.floor(index / 20) * 86_400_000 + index * 30_000,
        text: invent(),
      }
    })
    tell(number, lines)
  }
}
