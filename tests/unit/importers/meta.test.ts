import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { metaThread } from '#tests/helpers/messenger-exports.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

async function readFolder(files: Record<string, unknown>) {
  await using folder = await tempFolder()
  for (const [file, value] of Object.entries(files)) {
    if (file.includes('/')) mkdirSync(folder.file(file.slice(0, file.lastIndexOf('/'))), { recursive: true })
    writeFileSync(folder.file(file), typeof value === 'string' ? value : JSON.stringify(value))
  }
  return (await readPaths(folder.path)).conversations
}

const people = ['小美', 'Sam']
const lines = [1, 2, 3, 4].map((hour) => ({
  name: people[hour % 2] ?? '',
  text: `第${hour}`,
  time: 1_700_000_000_000 + hour * 60_000,
}))

test('the numbered files of a thread are one conversation, oldest first', async () => {
  const [thread, ...others] = await readFolder({
    'messages/inbox/mia_17/message_1.json': metaThread(lines.slice(2), people, '小美'),
    'messages/inbox/mia_17/message_2.json': metaThread(lines.slice(0, 2), people, '小美'),
  })
  expect(others).toEqual([])
  expect(thread).toMatchObject({ sourceId: 'inbox/mia_17', title: '小美' })
  expect(thread?.nodes.map((node) => spokenText(node.parts))).toEqual(['第1', '第2', '第3', '第4'])
})

test('bytes written as characters are put together again, and whole words stay as they are', async () => {
  const thread = metaThread([], people, '小美')
  const [read] = await readFolder({
    'a.json': {
      ...thread,
      messages: [{ sender_name: 'Sam', timestamp_ms: 1_700_000_000_000, content: 'caf\u00e9 à la crème' }],
    },
  })
  expect(read?.nodes.map((node) => spokenText(node.parts))).toEqual(['caf\u00e9 à la crème'])
})

test('pictures are found by their path, shares and what is not known are kept', async () => {
  const path = 'your_instagram_activity/messages/inbox/mia_17/photos/1.jpg'
  const [read] = await readFolder({
    [path]: 'bytes',
    'your_instagram_activity/messages/inbox/mia_17/message_1.json': {
      ...metaThread([], people, '小美'),
      messages: [
        { sender_name: 'Sam', timestamp_ms: 3, is_geoblocked_for_viewer: false },
        {
          sender_name: 'Sam',
          timestamp_ms: 1_700_000_000_002,
          share: { link: 'https://a.example', share_text: 'see' },
        },
        { sender_name: 'Sam', timestamp_ms: 1_700_000_000_001, photos: [{ uri: path, creation_timestamp: 1 }] },
      ],
    },
  })
  expect(read?.nodes.flatMap((node) => node.parts.map((part) => part.kind)).toSorted()).toEqual([
    'citation',
    'image',
    'opaque',
  ])
  expect(read?.assets[0]?.file?.name.endsWith(path)).toBe(true)
})

test('threads of the encrypted kind are read too', async () => {
  const [read] = await readFolder({
    'Mia_12.json': {
      participants: ['Mia', 'Sam'],
      threadName: 'Mia_12',
      messages: [
        {
          senderName: 'Mia',
          text: '念',
          timestamp: 1_700_000_000_000,
          isUnsent: false,
          media: [],
          reactions: [],
          type: 'text',
        },
        {
          senderName: 'Sam',
          text: '',
          timestamp: 1_700_000_001_000,
          isUnsent: false,
          media: [{ uri: './media/a.jpg' }],
          reactions: [],
          type: 'media',
        },
      ],
    },
  })
  expect(read).toMatchObject({ title: 'Mia', people: [{ side: 'them' }, { side: 'you' }] })
  expect(read?.nodes.map((node) => node.parts.map((part) => part.kind))).toEqual([['text'], ['image']])
})
