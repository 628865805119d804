import { describe, expect, test } from 'vitest'
import { them, you, type ChatLine } from '#tests/helpers/chat-lines.ts'
import { telegramPage } from '#tests/helpers/messenger-exports.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { formatsOf, readTexts } from '#tests/helpers/read-text.ts'

const start = Date.UTC(2024, 4, 1, 18, 3, 43)
const lines = Array.from({ length: 6 }, (_, index): ChatLine => ({
  name: index < 2 ? them : index % 2 === 0 ? you : them,
  text: `words <b>${index}</b>\nand more`,
  time: start + index * 60_000,
}))

const body = (inner: string) =>
  telegramPage(lines.slice(0, 1), them).replace(/<div class="text">[^]*?<\/div>/, () => inner)

async function partsOf(inner: string, files: Record<string, Buffer> = {}) {
  const { conversations } = await readTexts({ 'messages.html': body(inner), ...files })
  return conversations[0]?.nodes[0]?.parts ?? []
}

describe('a page of Telegram', () => {
  test('tells who said what and when, with the zone it names, and who follows themselves', async () => {
    const { conversations, problems } = await readTexts({ 'messages.html': telegramPage(lines, them) })
    expect(problems).toEqual([])
    const [chat] = conversations
    expect(chat?.title).toBe(them)
    expect(chat?.nodes.map(({ author, role }) => [author, role])).toEqual(
      lines.map(({ name }) => [name, name === them ? 'assistant' : 'user']),
    )
    expect(chat?.nodes[1]?.createdAt).toMatchObject({ milliseconds: start + 60_000, zoneKnown: true })
    expect(chat?.nodes[1]?.parts).toEqual([{ kind: 'text', text: 'words 1\nand more' }])
  })

  test('and the ones after it are one chat; pages of another chat beside them are not', async () => {
    const { conversations } = await readTexts({
      'a/messages.html': telegramPage(lines.slice(0, 4), them),
      'a/messages2.html': telegramPage(lines.slice(4), them, 5),
      'b/messages.html': telegramPage(lines.slice(0, 3), 'Tom'),
    })
    expect(conversations.map(({ title, nodes }) => [title, nodes.length])).toEqual([
      [them, 6],
      ['Tom', 3],
    ])
  })

  test('gives pictures, voices, files that were left out, forwarded words and what it does not know', async () => {
    const picture =
      '<div class="media_wrap clearfix"><a class="photo_wrap clearfix" href="photos/1.png"><img></a></div>'
    expect(await partsOf(picture, { 'photos/1.png': createPicture(1) })).toMatchObject([
      { kind: 'image', name: '1.png' },
    ])
    const voice = '<a class="media clearfix pull_left block_link media_voice_message" href="voice/1.ogg"></a>'
    expect(await partsOf(`<div class="media_wrap">${voice}</div>`)).toMatchObject([{ kind: 'audio', name: '1.ogg' }])
    const absent = '<div class="media clearfix media_video"><div class="title bold">Video file</div></div>'
    expect(await partsOf(`<div class="media_wrap">${absent}</div>`)).toMatchObject([
      { kind: 'file', pointer: null, name: 'Video file' },
    ])
    const forwarded =
      '<div class="forwarded body"><div class="from_name">Eve</div><div class="text">far words</div></div>'
    expect(await partsOf(forwarded)).toEqual([{ kind: 'text', text: 'far words' }])
    const poll = '<div class="media_wrap"><div class="media_poll"><div class="question bold">tea?</div></div></div>'
    expect(await partsOf(poll)).toMatchObject([{ kind: 'opaque', type: 'poll', text: 'tea?' }])
    expect(await partsOf('<div class="hologram">x</div>')).toMatchObject([{ kind: 'opaque', type: 'message' }])
  })

  test('that only leads to others is named for what it is', async () => {
    const index =
      '<html><head><title>Exported Data</title></head><body><div class="page_body list_page"></div></body></html>'
    const reading = await readTexts({ 'lists/chats.html': index, 'messages.html': telegramPage(lines, them) })
    expect(formatsOf(reading)).toEqual({ 'lists/chats.html': 'other', 'messages.html': 'telegram' })
    expect(reading.sorted.find(({ kind }) => kind === 'other')).toMatchObject({ code: 'side-car', failed: false })
  })
})
