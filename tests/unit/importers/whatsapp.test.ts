import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { writeRawZip } from '#tests/helpers/raw-zip.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'

async function readChat(text: string, name = 'WhatsApp Chat with Mia.txt', files: Record<string, Buffer> = {}) {
  await using folder = await tempFolder()
  mkdirSync(folder.file('in'))
  writeFileSync(folder.file(`in/${name}`), text)
  for (const [file, bytes] of Object.entries(files)) writeFileSync(folder.file(`in/${file}`), bytes)
  const { conversations, problems, sorted } = await readPaths(folder.file('in'))
  const [chat] = conversations
  if (!chat) throw new Error('nothing was read')
  const said = chat.nodes.map((node) => [node.author, spokenText(node.parts)])
  return { chat, said, problems, sorted }
}

describe('WhatsApp', () => {
  test('words may hold colons, brackets, dates and other chats', async () => {
    const { said } = await readChat(
      [
        '20/01/24, 10:00 - Mia: note: bring [milk]',
        'on 1/2 at 10:30 - or later',
        '[20/01/24, 09:00:00] Ann: quoted from another phone',
        '20/01/24, 10:01 - Mia:',
        '20/01/24, 10:02 - Mia:.',
      ].join('\n'),
    )
    expect(said).toEqual([
      ['Mia', 'note: bring [milk]\non 1/2 at 10:30 - or later\n[20/01/24, 09:00:00] Ann: quoted from another phone'],
      ['Mia', ''],
      ['Mia', '.'],
    ])
  })

  test('what the app tells is nobody’s message, also in a person’s name', async () => {
    const { chat } = await readChat(
      [
        '20/01/24, 09:00 - Messages and calls are end-to-end encrypted. Tap to learn more.',
        '20/01/24, 10:00 - Mia: hello',
        '20/01/24, 10:01 - Mia changed the subject to "tea: green"',
        '20/01/24, 10:02 - You were added',
        '20/01/24, 10:03 - Mia: \u200eMessages and calls are end-to-end encrypted.',
      ].join('\n'),
    )
    expect(chat.nodes.map((node) => node.role)).toEqual(['system', 'assistant', 'system', 'system', 'system'])
    expect(chat.people).toEqual([{ name: 'Mia', messages: 1, side: 'them' }])
  })

  test('the other one is who the chat is called after, or whoever did not delete as “you”', async () => {
    const lines =
      '20/01/24, 10:00 - Mia: hi\n20/01/24, 10:01 - Sam: hi\n20/01/24, 10:02 - Sam: You deleted this message'
    expect((await readChat(lines)).chat).toMatchObject({ title: 'Mia', people: [{ side: 'them' }, { side: 'you' }] })
    expect((await readChat(lines, '_chat.txt')).chat).toMatchObject({
      title: 'Mia',
      people: [{ side: 'them' }, { side: 'you' }],
    })
    const unknown = lines.split('\n').slice(0, 2).join('\n')
    expect((await readChat(unknown, '_chat.txt')).chat.people?.map(({ side }) => side)).toEqual(['unknown', 'unknown'])
  })

  test.each([
    ['WhatsApp Chat with Mia & Sam.txt', 'Mia & Sam'],
    ['WhatsApp Chat - Mia.txt', 'Mia'],
    ['与“小美”的 WhatsApp 聊天.txt', '小美'],
    ['Chat de WhatsApp con Mia.txt', 'Mia'],
    ['WhatsApp-Chat mit Mia.txt', 'Mia'],
    ['something else.txt', 'Anna'],
  ])('%s is called %s', async (file, title) => {
    expect((await readChat('20/01/24, 10:00 - Anna: hi', file)).chat.title).toBe(title)
  })

  test('files sent along are found, in every language and on either phone, with the words beside them', async () => {
    const picture = createPicture(1)
    const { chat } = await readChat(
      [
        '20/01/24, 10:00 - Mia: IMG-20240120-WA0001.jpg (file attached)\nthe sea',
        '20/01/24, 10:01 - Mia: PTT-20240120-WA0002.opus (archivo adjunto)',
        '20/01/24, 10:02 - Mia: \u200e<已附加: 0001-PHOTO-2024.jpg>',
        '20/01/24, 10:03 - Mia: look \u200e<attached: 0002-PHOTO-2024.jpg>',
        '20/01/24, 10:04 - Mia: report.pdf (see page 2)',
        '20/01/24, 10:05 - Mia: <Media omitted>',
      ].join('\n'),
      'WhatsApp Chat with Mia.txt',
      { 'IMG-20240120-WA0001.jpg': picture, '0001-PHOTO-2024.jpg': picture },
    )
    expect(chat.nodes.map((node) => node.parts.map((part) => part.kind))).toEqual([
      ['image', 'text'],
      ['audio'],
      ['image'],
      ['text', 'image'],
      ['text'],
      ['text'],
    ])
    expect(spokenText(chat.nodes[0]?.parts ?? [])).toBe('the sea')
    expect(chat.nodes[0]?.raw).toEqual({ text: 'IMG-20240120-WA0001.jpg (file attached)\nthe sea' })
    expect(chat.assets.map(({ name, file }) => [name, file !== null])).toEqual([
      ['IMG-20240120-WA0001.jpg', true],
      ['PTT-20240120-WA0002.opus', false],
      ['0001-PHOTO-2024.jpg', true],
      ['0002-PHOTO-2024.jpg', false],
    ])
  })

  test('pictures of one name in two chats stay apart', async () => {
    await using folder = await tempFolder()
    for (const name of ['Mia', 'Tom']) {
      mkdirSync(folder.file(`WhatsApp Chat - ${name}`))
      writeFileSync(
        folder.file(`WhatsApp Chat - ${name}/_chat.txt`),
        `[20/01/24, 10:00:00] ${name}: \u200e<attached: 0001-PHOTO.jpg>`,
      )
      writeFileSync(folder.file(`WhatsApp Chat - ${name}/0001-PHOTO.jpg`), createPicture(name.length))
    }
    const { conversations } = await readPaths(folder.path)
    const assets = conversations.flatMap((one) => one.assets)
    expect(new Set(assets.map((asset) => asset.pointer)).size).toBe(2)
    expect(assets.map((asset) => asset.file?.name.split('/').at(-2))).toEqual(
      conversations.map((one) => `WhatsApp Chat - ${one.title}`),
    )
  })

  test('two zips with files of the same names stay apart, and name their chats', async () => {
    await using folder = await tempFolder()
    for (const name of ['Mia', 'Tom']) {
      const chat = Buffer.from(`[20/01/24, 10:00:00] ${name}: \u200e<attached: 0001-PHOTO.jpg>`)
      const members = [
        { name: '_chat.txt', data: chat },
        { name: '0001-PHOTO.jpg', data: createPicture(name.length) },
      ]
      writeFileSync(folder.file(`WhatsApp Chat - ${name}.zip`), writeRawZip(members))
    }
    const { conversations } = await readPaths(
      folder.file('WhatsApp Chat - Mia.zip'),
      folder.file('WhatsApp Chat - Tom.zip'),
    )
    expect(conversations.map((one) => [one.title, one.assets[0]?.file?.name])).toEqual([
      ['Mia', 'WhatsApp Chat - Mia.zip/0001-PHOTO.jpg'],
      ['Tom', 'WhatsApp Chat - Tom.zip/0001-PHOTO.jpg'],
    ])
  })

  test('dates that make sense in two orders are said, and the ids do not hang on the guess', async () => {
    const short = '01/02/24, 10:00 - Mia: hi'
    const { chat, problems } = await readChat(short)
    expect(problems).toMatchObject([{ kind: 'note', code: 'date-order-unsure' }])
    const longer = await readChat(`${short}\n01/13/24, 10:00 - Mia: still there`)
    expect(longer.problems).toEqual([])
    expect(longer.chat.nodes[0]?.sourceId).toBe(chat.nodes[0]?.sourceId)
    expect(new Date(longer.chat.nodes[0]?.createdAt?.milliseconds ?? 0).getMonth()).toBe(0)
  })

  test('a phone that went over to another clock exports the same messages', async () => {
    const before = (await readChat('20/01/24, 7:04 PM - Mia: hi')).chat
    const after = (await readChat('20/01/24, 19:04 - Mia: hi')).chat
    expect(after.nodes[0]?.sourceId).toBe(before.nodes[0]?.sourceId)
    expect(after.sourceId).toBe(before.sourceId)
  })

  test('the same words twice in a minute are two messages', async () => {
    const { chat } = await readChat('20/01/24, 10:00 - Mia: ok\n20/01/24, 10:00 - Mia: ok')
    expect(new Set(chat.nodes.map((node) => node.sourceId)).size).toBe(2)
  })

  test('a file that begins inside a message loses no line of it', async () => {
    const { chat, said } = await readChat(
      ['the end of something', ...[1, 2, 3].map((minute) => `20/01/24, 10:0${minute} - Mia: ${minute}`)].join('\n'),
    )
    expect(said).toHaveLength(3)
    expect(chat.raw).toEqual({ preamble: ['the end of something'] })
  })

  test.each([
    '# A page\n\nwith 20/01/24 in it',
    '2024-01-20 10:00:00 INFO started\n2024-01-20 10:00:01 INFO done',
    '- one\n- two',
  ])('is not seen in %j', async (text) => {
    await using folder = await tempFolder()
    writeFileSync(folder.file('a.txt'), text)
    const { sorted } = await readPaths(folder.file('a.txt'))
    expect(sorted.map((one) => one.kind === 'export' && one.importer.id)).not.toContain('whatsapp')
  })
})
