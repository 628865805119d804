import { writeSync } from 'node:fs'
import { createApp } from '#core/app.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { spokenText } from '#shared/model/part.ts'
import { createTestHost } from '#tests/helpers/memory-host.ts'

/** What the busy host says it has been promised: each line stands for something that must never be lost again. */
export type Acknowledged =
  | { readonly kind: 'sent'; readonly messageId: number; readonly text: string }
  | { readonly kind: 'replied'; readonly messageId: number; readonly text: string }
  | { readonly kind: 'edited'; readonly messageId: number; readonly text: string }
  | { readonly kind: 'drafted'; readonly conversationId: number; readonly text: string }
  | { readonly kind: 'rewriting'; readonly messageId: number; readonly text: string }
  | { readonly kind: 'imported'; readonly file: string }

// A process of its own, so that it can be killed: chats and imports until then. Arguments: vault folder, recovery key,
// conversation id, export file.
const [folder = '', recoveryKey = '', conversation = '', exportFile = ''] = process.argv.slice(2)
const conversationId = Number(conversation) as ConversationId

/** Written at once and not through a stream: what the parent has read is what was said before the kill. */
const say = (line: Acknowledged): void => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const host = await createTestHost({ folder })
const app = createApp(host, { rendererFolder: null })
await app.vault.unlock({ with: 'recovery', recoveryKey })
const session = app.vault.session()
if (!session) throw new Error('the vault did not open')

const chatting = async (): Promise<void> => {
  for (let turn = 0; ; turn += 1) {
    const text = `第 ${turn} 句 of process ${process.pid}, with a family 👨‍👩‍👧‍👦 in it`
    const { messageId, replyId } = session.chat.send({ conversationId, text, requestId: crypto.randomUUID() })
    if (replyId === null) throw new Error('nobody answers')
    say({ kind: 'sent', messageId, text })
    const draft = `draft ${String(turn).padStart(6, '0')}`
    session.conversations.setDraft({ ...emptyDraft, id: conversationId, text: draft })
    say({ kind: 'drafted', conversationId, text: draft })
    for await (const event of session.chat.watch(conversationId, undefined)) {
      if (event.type === 'finished') break
    }
    say({ kind: 'replied', messageId: replyId, text: spokenText(session.messages.get(replyId).parts) })
    const corrected = `${text}, corrected`
    session.conversations.setEditDraft({ messageId, text: corrected })
    say({ kind: 'rewriting', messageId, text: corrected })
    const edited = session.chat.edit({ messageId: replyId, text: corrected, requestId: crypto.randomUUID() })
    say({ kind: 'edited', messageId: edited.messageId, text: corrected })
  }
}

const importing = async (): Promise<void> => {
  const run = await session.imports.importFiles([exportFile], { kind: 'nobody' })
  if (run.state === 'done') say({ kind: 'imported', file: exportFile })
}

await Promise.all([chatting(), importing()])
