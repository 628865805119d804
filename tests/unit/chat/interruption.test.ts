import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { on } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { openDatabase } from '#core/store/database.ts'
import { MessageId } from '#shared/model/ids.ts'
import { z } from 'zod'
import { createGate } from '#tests/helpers/scripted-provider.ts'
import { answered, createTrialChat, openWindow } from './trial-chat.ts'

test('a host that is killed mid-reply keeps the message and what had come, marked as interrupted', async () => {
  await using trial = await createTrialChat()
  const { store, conversationId } = trial
  trial.provider.script({ steps: [{ say: '念念' }, { say: '不忘' }, { hang: true }] })
  store.database.close()

  const key = Buffer.from(store.key).toString('hex')
  const script = fileURLToPath(new URL('./dying-host.ts', import.meta.url))
  const child = spawn(process.execPath, [script, store.file, key, String(conversationId)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const died = new Promise((resolve) => child.once('exit', resolve))
  let acknowledged = ''
  for await (const [line] of on(createInterface({ input: child.stdout }), 'line')) {
    if (line === 'kept') break
    acknowledged = String(line)
  }
  child.kill('SIGKILL')
  await died

  const { messageId, replyId } = z.object({ messageId: MessageId, replyId: MessageId }).parse(JSON.parse(acknowledged))
  using database = openDatabase({ file: store.file, key: store.key, mode: 'write' })
  const messages = createMessageRepository({ database, index: createMessageIndex(database) })
  expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
  expect(messages.get(messageId).parts).toEqual([{ kind: 'text', text: 'hold on to this' }])
  expect(messages.get(replyId)).toMatchObject({ state: 'streaming', parts: [{ kind: 'text', text: '念念不忘' }] })
  expect(messages.markInterrupted()).toBe(1)
  expect(messages.get(replyId)).toMatchObject({ state: 'interrupted', parts: [{ kind: 'text', text: '念念不忘' }] })
})

test('what has arrived is in the store within a second, while the reply goes on', async () => {
  await using trial = await createTrialChat()
  const gate = createGate()
  trial.provider.script({ steps: [{ say: 'so far' }, { gate }, { say: ', so good' }] })
  const window = openWindow(trial.chat, trial.conversationId)
  const { replyId } = answered(
    trial.chat.send({ conversationId: trial.conversationId, text: 'hi', requestId: randomUUID() }),
  )
  await window.shows('so far')
  await expect.poll(() => trial.store.messages.get(replyId).parts, { timeout: 3_000 }).toHaveLength(1)
  expect(trial.store.messages.get(replyId).state).toBe('streaming')
  gate.open()
  expect((await window.ended)?.type).toBe('finished')
})

test('closing the vault ends replies as interrupted and watches at once, and hangs up', async () => {
  await using trial = await createTrialChat()
  trial.provider.script({ steps: [{ say: 'so far' }, { hang: true }] })
  const window = openWindow(trial.chat, trial.conversationId)
  const { replyId } = answered(
    trial.chat.send({ conversationId: trial.conversationId, text: 'hi', requestId: randomUUID() }),
  )
  await window.shows('so far')
  const second = openWindow(trial.chat, trial.conversationId)
  await trial.chat[Symbol.asyncDispose]()
  expect(trial.store.messages.get(replyId)).toMatchObject({
    state: 'interrupted',
    parts: [{ kind: 'text', text: 'so far' }],
  })
  expect((await window.ended)?.type).toBe('stopped')
  expect((await second.ended)?.type).toBe('stopped')
  await trial.provider.requests[0]?.left
})
