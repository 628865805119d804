import { expect, test } from 'vitest'
import { forModel } from '#core/chat/model-history.ts'
import type { AssetId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { fenced } from '#shared/model/part.ts'
import { aMessage, createTestStore } from '#tests/helpers/test-store.ts'

test('texts of long ago that no longer fit are not read for every reply', async () => {
  using store = createTestStore()
  const { assets, messages, companion } = store
  const text = { mime: 'text/plain', width: null, height: null, importRunId: null }
  const history: Message[] = []
  for (let count = 0; count < 12; count += 1) {
    const assetId = await assets.put(text, Buffer.from(`${count} ${'word '.repeat(2_000)}`))
    const parts = [
      { kind: 'file', assetId, name: `${count}.txt`, mime: 'text/plain', size: 10_000, pointer: null },
    ] as const
    history.push(messages.append(aMessage(companion.lifelongId, history.at(-1)?.id ?? null, '', { parts })))
  }
  const read: AssetId[] = []
  const counting = {
    info: assets.info,
    read: (id: AssetId) => {
      read.push(id)
      return assets.read(id)
    },
  }
  const told = forModel(history, { sees: false, room: 3_000, assets: counting })
  // The one to be answered, and those before it up to the room: each takes more than two thousand tokens.
  expect(read).toHaveLength(3)
  expect(told.map(({ parts }) => parts[0]?.kind)).toEqual(history.map(() => 'text'))
  expect(told[0]?.parts).toEqual([{ kind: 'text', text: '[File: 0.txt]' }])
})

test('a file full of backticks can be fenced', () => {
  expect(fenced('` '.repeat(300_000), null).startsWith('```\n')).toBe(true)
})
