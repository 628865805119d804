import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { createAnswerers } from '#core/chat/answerers.ts'
import { createOutbox, type Outbox } from '#core/chat/outbox.ts'
import { createOutboxRepository } from '#core/chat/outbox-repository.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import { spokenText } from '#shared/model/part.ts'
import { startScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import type { TrialChat } from './trial-chat.ts'

export const minute = 60_000

type Terms = { readonly later?: () => number; readonly undoSeconds?: number; readonly isAttended?: boolean }

/** The outbox as an opened vault makes it; opened again, it knows only what is in the vault. `later`: so much by the clock. */
export function openOutbox(
  trial: TrialChat,
  { later = () => 0, undoSeconds = 0, isAttended = true }: Terms = {},
): Outbox {
  const { store, chat, providers } = trial
  const { database, messages, conversations, companions, drafts } = store
  return createOutbox({
    database,
    repository: createOutboxRepository(database),
    drafts,
    chat,
    messages,
    conversations,
    answerers: createAnswerers({ companions, messages }),
    providers,
    undoSeconds: () => undoSeconds,
    isAttended,
    now: () => Date.now() + later(),
    changes: trial.changes,
    log: pino({ base: null }, { write: () => {} }),
  })
}

/** Words of one message, sent as the window sends them. */
export function add(
  trial: TrialChat,
  outbox: Outbox,
  text: string,
  more: { requestId?: string; offline?: boolean } = {},
) {
  const asked = { answer: 'turn', requestId: randomUUID(), offline: false } as const
  return outbox.add({ conversationId: trial.conversationId, draft: { ...emptyDraft, text }, ...asked, ...more })
}

/** What one side said on the visible thread. */
export function wordsOf({ store, conversationId }: TrialChat, side: 'user' | 'assistant'): string[] {
  return [...store.messages.visibleThread(conversationId)]
    .filter(({ role }) => role === side)
    .map(({ parts }) => spokenText(parts))
}

/** Nobody is at the provider's address until `back`. */
export async function loseProvider({ provider }: TrialChat) {
  const port = Number(new URL(provider.url).port)
  await provider[Symbol.asyncDispose]()
  return { back: () => startScriptedProvider({ port }) }
}
