import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createJsonScanner } from '#core/importers/files/json-array-scanner.ts'
import { telegramAccount, telegramChat } from '#tests/helpers/messenger-exports.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

async function readValue(value: unknown, files: Record<string, Buffer> = {}) {
  await using folder = await tempFolder()
  writeFileSync(folder.file('result.json'), typeof value === 'string' ? value : JSON.stringify(value))
  for (const [file, bytes] of Object.entries(files)) {
    mkdirSync(dirname(folder.file(file)), { recursive: true })
    writeFileSync(folder.file(file), bytes)
  }
  return await readPaths(folder.path)
}

const message = { id: 1, type: 'message', date_unixtime: '1700000000', from: 'Mia', from_id: 'user77', text: 'hi' }
const chat = (...messages: object[]) => ({ name: 'Mia', type: 'personal_chat', id: 77, messages })

describe('Telegram', () => {
  test.each([
    [
      'a photo',
      { photo: 'photos/photo_1.jpg', text: 'sea' },
      [
        { kind: 'image', name: 'photo_1.jpg' },
        { kind: 'text', text: 'sea' },
      ],
    ],
    [
      'a photo that was left out',
      { photo: '(File not included. Change data exporting settings to download.)' },
      [{ kind: 'image', pointer: null }],
    ],
    [
      'a voice message',
      { file: 'voice_messages/a.ogg', media_type: 'voice_message', mime_type: 'audio/ogg' },
      [{ kind: 'audio', mime: 'audio/ogg' }],
    ],
    [
      'a file with its name',
      { file: 'files/x.pdf', file_name: 'poem.pdf', mime_type: 'application/pdf', file_size: 9 },
      [{ kind: 'file', name: 'poem.pdf', size: 9 }],
    ],
    [
      'a sticker',
      { file: 'stickers/s.webp', media_type: 'sticker', sticker_emoji: '🌸' },
      [{ kind: 'image' }, { kind: 'text', text: '🌸' }],
    ],
    ['words in pieces', { text: ['a', { type: 'link', text: 'b' }] }, [{ kind: 'text', text: 'ab' }]],
    [
      'words only in entities',
      { text: '', text_entities: [{ type: 'plain', text: 'x' }] },
      [{ kind: 'text', text: 'x' }],
    ],
    ['a poll', { text: '', poll: { question: 'tea?' } }, [{ kind: 'opaque', type: 'poll' }]],
    ['nothing known', { text: '', hologram: 1 }, [{ kind: 'opaque', type: 'message' }]],
  ])('%s', async (_name, more, parts) => {
    const { conversations } = await readValue(chat({ ...message, text: '', ...more }))
    expect(conversations[0]?.nodes[0]?.parts).toMatchObject(parts)
    expect(conversations[0]?.nodes[0]?.parts).toHaveLength(parts.length)
  })

  test('what happened in a chat is nobody’s message, and kept', async () => {
    const call = {
      id: 2,
      type: 'service',
      date_unixtime: '1700000001',
      actor: 'Mia',
      actor_id: 'user77',
      action: 'phone_call',
      duration_seconds: 5,
    }
    const { conversations } = await readValue(chat(message, call))
    expect(conversations[0]?.nodes[1]).toMatchObject({ role: 'system', keptRaw: true, parts: [{ type: 'phone_call' }] })
    expect(conversations[0]?.nodes[1]?.raw).toMatchObject({ duration_seconds: 5 })
  })

  test('deleted accounts keep what they said, and repeated ids lose nothing', async () => {
    const { conversations } = await readValue(
      chat({ ...message, from: null }, { ...message, text: 'other' }, { ...message, text: 'other' }),
    )
    expect(conversations[0]?.nodes.map((node) => node.author)).toEqual(['user77', 'Mia', 'Mia'])
    expect(new Set(conversations[0]?.nodes.map((node) => node.sourceId)).size).toBe(3)
  })

  test('an account tells who exported it, also in groups', async () => {
    const group = {
      name: 'Friends',
      type: 'private_group',
      id: 9,
      messages: [
        { ...message, from: 'Sam', from_id: 'user5' },
        { ...message, id: 2, from: 'Tom', from_id: 'user6' },
      ],
    }
    const { conversations } = await readValue(telegramAccount([chat(message), group, 7]))
    expect(conversations.map((one) => [one.sourceId, one.people])).toEqual([
      ['personal_chat:77', [{ name: 'Mia', messages: 1, side: 'them' }]],
      [
        'private_group:9',
        [
          { name: 'Sam', messages: 1, side: 'you' },
          { name: 'Tom', messages: 1, side: 'them' },
        ],
      ],
    ])
    const alone = await readValue(group)
    expect(alone.conversations[0]?.people?.map(({ side }) => side)).toEqual(['unknown', 'unknown'])
  })

  test('all chats of an account may be too large to hold at once: they are read chat by chat', async () => {
    const chats = [1, 2, 3].map((id) => ({ ...chat({ ...message, text: 'x'.repeat(1_000) }), id }))
    const limits = { descendThrough: ['chats'], maxItemBytes: 2_000 }
    const scanner = createJsonScanner(limits)
    const results = scanner.push(Buffer.from(JSON.stringify(telegramAccount(chats))))
    const listed = results.flatMap((result) =>
      'item' in result && result.item.key === 'list' ? [result.item.value] : [],
    )
    expect(listed).toEqual(chats)
  })

  test('an entry that is no chat fails alone, and is said', async () => {
    const { conversations, problems } = await readValue(telegramAccount([7, chat(message)]))
    expect(conversations).toHaveLength(1)
    expect(problems).toMatchObject([{ kind: 'failed', code: 'not-a-conversation' }])
  })

  test('files of one name in two chats are each their own', async () => {
    const withPhoto = (id: number) => ({ ...chat({ ...message, photo: `chats/chat_${id}/photos/p.jpg` }), id })
    const { conversations } = await readValue(telegramAccount([withPhoto(1), withPhoto(2)]), {
      'chats/chat_1/photos/p.jpg': createPicture(1),
      'chats/chat_2/photos/p.jpg': createPicture(2),
    })
    expect(conversations.map((one) => one.assets[0]?.file?.name.split('/').at(-3))).toEqual(['chat_1', 'chat_2'])
  })

  test('a torn file gives what is whole of it, and says so', async () => {
    const lines = [1, 2, 3, 4].map((hour) => ({
      name: 'Mia',
      text: `n${hour}`,
      time: hour * 3_600_000 + 1_700_000_000_000,
    }))
    const text = JSON.stringify(telegramChat(lines, 'Mia'))
    const { conversations, problems } = await readValue(text.slice(0, text.length * 0.8))
    expect(conversations[0]?.nodes.length).toBeGreaterThan(1)
    expect(problems).toMatchObject([{ code: 'truncated' }])
  })

  test('a chat of 60,000 messages is read message by message', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => ({
      name: 'Mia',
      text: `n${index}`,
      time: 1_700_000_000_000 + index * 60_000,
    }))
    const { conversations } = await readValue(telegramChat(lines, 'Mia'))
    expect(conversations[0]?.nodes).toHaveLength(60_000)
  }, 20_000)
})
