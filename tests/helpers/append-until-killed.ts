import { writeSync } from 'node:fs'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { openDatabase } from '#core/store/database.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { aMessage } from './test-store.ts'

// Appends to a vault until the process is killed, and says the id of each message once it is durable.
const [file, keyHex, conversation] = process.argv.slice(2)
if (!file || !keyHex || !conversation) throw new Error('usage: append-until-killed <file> <key> <conversation>')
const conversationId = Number(conversation) as ConversationId
const database = openDatabase({ file, key: Buffer.from(keyHex, 'hex'), mode: 'write' })
const messages = createMessageRepository({ database, index: createMessageIndex(database) })
for (;;) {
  const { id } = messages.append(
    aMessage(conversationId, messages.leafId(conversationId), `晚安 good night ${Math.random()}`),
  )
  // Written at once: nothing acknowledged may wait in a buffer of ours.
  writeSync(1, `${id}\n`)
}
