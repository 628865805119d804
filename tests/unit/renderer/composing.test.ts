import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { joinDrafts } from '#shared/model/draft.ts'
import { quotable, readQuote, withQuote } from '#shared/model/quoted.ts'
import { chooseKind, readText } from '#renderer/features/chat/composer/attach/read-file.ts'
import { findSuggestions, mentionAt } from '#renderer/features/chat/composer/mention/suggestions.ts'
import { emojiGroups, findEmoji, loadEmoji } from '#renderer/emoji/emoji-data.ts'
import { kaomoji, moods } from '#renderer/emoji/kaomoji.ts'

const family = '👩‍👩‍👧‍👦'

describe('files that are dropped into a conversation', () => {
  const kind = (name: string, type: string, size = 10) => {
    const chosen = chooseKind({ name, type, size })
    return chosen.kind === 'refused' ? chosen.why : chosen.kind
  }

  it.each([
    ['a.jpg', 'image/jpeg', 10, 'picture'],
    ['IMG_1.PNG', '', 10, 'picture'],
    ['notes.md', '', 10, 'text'],
    ['data.csv', 'text/csv', 10, 'text'],
    ['main.ts', 'video/mp2t', 10, 'text'],
    ['drawing.svg', 'image/svg+xml', 10, 'text'],
    ['nothing.txt', 'text/plain', 0, 'empty'],
    ['nothing.png', 'image/png', 0, 'empty'],
    ['nothing.bin', '', 0, 'empty'],
    ['diary.txt', 'text/plain', 100_000_000, 'text-too-large'],
    ['scan.png', 'image/png', 100_000_000, 'picture-too-large'],
    ['phone.heic', 'image/heic', 10, 'picture-unreadable'],
    ['letter.pdf', 'application/pdf', 10, 'wrong-kind'],
    ['backup.zip', 'application/zip', 10, 'wrong-kind'],
    ['film.mp4', 'video/mp4', 10, 'wrong-kind'],
  ])('%s of %s is told as what it is', (name, type, size, told) => {
    expect(kind(name, type, size)).toBe(told)
  })

  test('texts of Chinese Windows and of Notepad read as what they say', () => {
    expect(readText(new TextEncoder().encode('\ufeff念念\r\n不忘'))).toBe('念念\n不忘')
    expect(readText(Uint8Array.of(0xc4, 0xee, 0xc4, 0xee))).toBe('念念')
    expect(readText(Uint8Array.of(0xff, 0xfe, 0xf5, 0x5f, 0xd8, 0x5f))).toBe('念忘')
  })

  test('what only calls itself a text is none', () => {
    expect(readText(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0))).toBeNull()
  })
})

describe('a quote', () => {
  test('comes apart as it was put together, whatever is in it', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/\s+/g, ' ').trim())
    const lines = fc.array(
      words.filter((text) => text !== ''),
      { minLength: 1, maxLength: 4 },
    )
    fc.assert(
      fc.property(
        lines,
        words.filter((name) => name !== ''),
        words,
        (quote, author, text) => {
          const whole = withQuote(text, { author, text: quote.join('\n') })
          expect(readQuote(whole)).toEqual({ author, quote: quote.join('\n'), text })
        },
      ),
    )
  })

  test('keeps empty lines of what it quotes and is no quote where a person only typed a line of that kind', () => {
    expect(readQuote(withQuote('and?', { author: 'June', text: 'one\n\ntwo' }))?.quote).toBe('one\n\ntwo')
    expect(readQuote('> not one')).toBeNull()
    expect(readQuote('plain')).toBeNull()
  })

  test('never cuts an emoji or a family into pieces of a letter', () => {
    const cut = quotable('灯'.repeat(999) + '😀'.repeat(20))
    expect(cut.isWellFormed()).toBe(true)
    expect(cut.endsWith('😀…')).toBe(true)
  })
})

describe('an @', () => {
  it.each([
    ['@', 1, { from: 0, query: '' }],
    ['hello @ju', 9, { from: 6, query: 'ju' }],
    ['昨天和@知', 5, { from: 3, query: '知' }],
    ['昨天和＠知', 5, { from: 3, query: '知' }],
    ['(@today', 7, { from: 1, query: 'today' }],
    [`${family}@a`, family.length + 2, { from: family.length, query: 'a' }],
    ['مرحبا @غد', 9, { from: 6, query: 'غد' }],
    ['ann@home', 8, null],
    ['@june ', 6, null],
    ['@june and', 9, null],
    [`@${'x'.repeat(40)}`, 41, null],
    ['no mention', 10, null],
  ])('in %j at %i opens the list for what follows it, and an address does not', (text, caret, mention) => {
    expect(mentionAt(text, caret)).toEqual(mention)
  })

  test('shows no kind without anything in it, and one source that fails takes no other with it', async () => {
    const suggestion = { id: '1', label: 'Today', insert: 'today' }
    const found = await findSuggestions(
      [
        { title: 'Nobody', find: () => [] },
        { title: 'Broken', find: () => Promise.reject(new Error('away')) },
        { title: 'Dates', find: () => [suggestion] },
      ],
      'to',
    )
    expect(found).toEqual([{ title: 'Dates', suggestions: [suggestion] }])
  })
})

describe('the emoji book', () => {
  it.each([
    ['en', 'hug', '🤗'],
    ['zh-Hans', '拥抱', '🤗'],
    ['zh-Hant', '擁抱', '🤗'],
    ['zh-Hans', '猫', '🐱'],
    ['zh-Hant', '貓', '🐱'],
  ] as const)('in %s finds %s', async (language, query, emoji) => {
    const book = await loadEmoji(language)
    expect(findEmoji(book, query, 60).map((one) => one.emoji)).toContain(emoji)
  })

  test('has something in every group and every mood, nothing twice', async () => {
    const book = await loadEmoji('zh-Hans')
    const all = emojiGroups.flatMap((group) => book[group].map(({ emoji }) => emoji))
    expect(emojiGroups.every((group) => book[group].length > 20)).toBe(true)
    expect(new Set(all).size).toBe(all.length)
    for (const mood of moods) expect(new Set(kaomoji[mood]).size).toBe(kaomoji[mood].length)
  })
})

test('drafts join with nothing lost, and the quote that was there first stays', () => {
  const quote = (text: string) => ({ messageId: 1, author: 'June', text }) as never
  const first = { text: 'back again', attachments: [], quote: quote('one') }
  expect(joinDrafts(first, { text: 'typed since', attachments: [], quote: quote('two') })).toEqual({
    text: 'back again\ntyped since',
    attachments: [],
    quote: quote('one'),
  })
})
