import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { discordChannel } from '#tests/helpers/messenger-exports.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

const lines = [1, 2, 3, 4].map((hour) => ({
  name: 'Mia',
  text: `n${hour}`,
  time: 1_700_000_000_000 + hour * 3_600_000,
}))
const whole = discordChannel(lines, 'Mia')

async function readFiles(files: Record<string, string>) {
  await using folder = await tempFolder()
  for (const [file, text] of Object.entries(files)) {
    if (file.includes('/')) mkdirSync(folder.file(file.slice(0, file.lastIndexOf('/'))), { recursive: true })
    writeFileSync(folder.file(file), text)
  }
  return await readPaths(folder.path)
}

describe('Discord', () => {
  test('parts of one channel become one conversation in order, and what they share comes once', async () => {
    const { conversations } = await readFiles({
      'Mia [part 1].json': JSON.stringify({ ...whole, messages: whole.messages.slice(0, 2) }),
      'Mia [part 10].json': JSON.stringify({ ...whole, messages: whole.messages.slice(3) }),
      'Mia [part 2].json': JSON.stringify({ ...whole, messages: whole.messages.slice(1, 3) }),
    })
    expect(conversations.map((one) => one.nodes.map((node) => node.sourceId))).toEqual([
      ['1000', '1001', '1002', '1003'],
    ])
  })

  test('attachments, stickers, embeds and forwarded words are kept; events are nobody’s message', async () => {
    const [first] = whole.messages
    const { conversations } = await readFiles({
      'a.json': JSON.stringify({
        ...whole,
        messages: [
          {
            ...first,
            attachments: [{ url: 'a.json_Files/x-1.png', fileName: 'x.png', fileSizeBytes: 3 }],
            stickers: [{ id: '1', name: 'wave', sourceUrl: 'https://cdn.example/wave.png' }],
            embeds: [{ title: 'T', url: 'https://a.example', description: 'D' }],
            forwardedMessage: { content: 'from elsewhere', attachments: [] },
          },
          { ...first, id: '2', type: 'Call', content: 'Started a call that lasted 1 minutes.' },
        ],
      }),
      'a.json_Files/x-1.png': 'bytes',
    })
    const [said, call] = conversations[0]?.nodes ?? []
    expect(said?.parts.map((part) => part.kind)).toEqual(['image', 'image', 'text', 'citation', 'text'])
    expect(conversations[0]?.assets.map(({ name, file }) => [name, file !== null])).toEqual([
      ['x.png', true],
      ['wave', false],
    ])
    expect(call?.role).toBe('system')
  })

  test('the data package holds one’s own words only', async () => {
    const { conversations } = await readFiles({
      'messages/c123456789/channel.json': JSON.stringify({ id: '123456789', type: 'DM', name: 'Mia' }),
      'messages/c123456789/messages.json': JSON.stringify([
        {
          ID: 2,
          Timestamp: '2024-01-02 10:00:00',
          Contents: 'second',
          Attachments: 'https://cdn.example/a/x.png?ex=1',
        },
        { ID: 1, Timestamp: '2024-01-01 10:00:00', Contents: 'first', Attachments: '' },
      ]),
      'messages/c987654321/messages.csv':
        'ID,Timestamp,Contents,Attachments\n1,2024-01-01 10:00:00+00:00,"a, ""b""",\n',
    })
    const said = conversations.map((one) => [one.sourceId, one.title, one.nodes.map((node) => spokenText(node.parts))])
    expect(said).toEqual([
      ['own:123456789', 'Mia', ['first', 'second']],
      ['own:987654321', null, ['a, "b"']],
    ])
    expect(conversations.flatMap((one) => one.nodes).every((node) => node.role === 'user')).toBe(true)
    expect(conversations[0]?.nodes[1]?.parts[0]).toMatchObject({ kind: 'image', name: 'x.png' })
  })
})
