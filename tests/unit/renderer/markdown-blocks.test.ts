import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BlockList, growBlocks, noBlocks } from '#renderer/markdown/blocks.ts'
import { parseMarkdown, toSafeHast } from '#renderer/markdown/parser.ts'
import { plainPieces } from '#renderer/markdown/plain-pieces.ts'

type Nodes = readonly { readonly node: Parameters<typeof toSafeHast>[0] }[]

function rendered(nodes: Nodes): string[] {
  return nodes.map(({ node }) =>
    JSON.stringify(toSafeHast(node), (key, value: unknown) => (key === 'position' ? undefined : value)),
  )
}

function whole(text: string): string[] {
  return rendered(parseMarkdown(text).children.map((node) => ({ node })))
}

function all(list: BlockList): Nodes {
  return [...list.closed, ...list.open]
}

const line = fc.oneof(
  fc.constantFrom(
    '',
    '',
    '',
    'plain words',
    '你好，世界',
    '**粗体（括号）**后',
    '# head',
    '#tag',
    '---',
    '===',
    '-',
    '--',
  ),
  fc.constantFrom(
    '- a',
    '* b',
    '+ c',
    '1. one',
    '2) two',
    '10. ten',
    '  - nested',
    '   1. deep',
    '    far in',
    '\tTab',
    ' one in',
  ),
  fc.constantFrom(
    '> quote',
    '>',
    '> - in quote',
    '> ```',
    '```',
    '```js',
    '~~~',
    '  ```',
    '   ~~~~',
    '````',
    'let a = 1',
  ),
  fc.constantFrom(
    '| a | b |',
    '|---|---|',
    'a | b',
    '--|--',
    '| 1 | 2 |',
    '<div>',
    '</div>',
    '<!-- x',
    '[x]: http://y.example',
  ),
  fc.constantFrom(
    '[^1]: note',
    '[^1]',
    '![p](https://x.example/a.png)',
    '[l](https://x.example)',
    '*',
    '**',
    '`',
    '😂 (>_<)',
    '$$',
    '\\[',
    '\\]',
    'x = $a_1$ or $5',
    '\\(b\\)',
  ),
)
const document = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'))

/** Cuts a text into pieces anywhere, as a stream would. */
function* prefixes(text: string, cuts: readonly number[]): Generator<string> {
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((left, right) => left - right)
  for (const end of ends) yield text.slice(0, end)
}

describe('growBlocks', () => {
  it('ends with what reading the whole text at once gives, wherever the stream was cut', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat(), { maxLength: 25 }), (text, cuts) => {
        let list = noBlocks
        for (const prefix of prefixes(text, cuts)) list = growBlocks(list, prefix, false)
        list = growBlocks(list, text, true)
        expect(rendered(all(list))).toEqual(whole(text))
      }),
      { numRuns: 1_000 },
    )
  })

  it('never closes a block that later words still change', () => {
    fc.assert(
      fc.property(document, fc.nat(), (text, cut) => {
        const early = growBlocks(noBlocks, text.slice(0, cut % (text.length + 1)), false)
        expect(rendered(early.closed)).toEqual(whole(text).slice(0, early.closed.length))
      }),
      { numRuns: 1_000 },
    )
  })

  it('keeps closed blocks the same objects, so that nothing finished renders again', () => {
    const first = growBlocks(noBlocks, 'one\n\ntwo\n\nthree\n\nfo', false)
    const second = growBlocks(first, 'one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix', false)
    expect(first.closed.length).toBeGreaterThanOrEqual(2)
    for (const [index, block] of first.closed.entries()) expect(second.closed[index]).toBe(block)
  })

  it('adds lines to open code without reading what is there again', () => {
    const start = 'words\n\n```js\nlet a\n'
    let list = growBlocks(noBlocks, start, false)
    const lines = 'const b = `${a}` // 念念\n'.repeat(2_000)
    for (let length = 0; length < lines.length; length += 400) {
      list = growBlocks(list, start + lines.slice(0, length), false)
      if (length > 0) expect(list.fence).toBe('```')
    }
    expect(rendered(list.open)).toEqual(whole(`\`\`\`js\nlet a\n${lines.slice(0, list.text.length - start.length)}`))
    const closed = growBlocks(list, `${list.text}\n\`\`\`\n\nafter`, false)
    expect(closed.fence).toBeNull()
    expect(rendered(all(closed))).toEqual(whole(closed.text))
  })

  it('reads anew when the text is another one, as after a rejoined stream', () => {
    const first = growBlocks(noBlocks, 'one\n\ntwo\n\nthree\n\nfour', false)
    expect(rendered(all(growBlocks(first, 'else\n\nwhere', true)))).toEqual(whole('else\n\nwhere'))
  })

  it('keeps the open tail short while a long reply grows, so that cost stays linear', () => {
    const paragraph = 'Words that go on for a while, **as they do**, 也有中文。\n\n'
    let list = noBlocks
    for (let count = 1; count <= 400; count += 1) {
      list = growBlocks(list, paragraph.repeat(count), false)
      expect(list.text.length - list.settledLength).toBeLessThan(paragraph.length * 4)
    }
  })
})

describe('plainPieces', () => {
  const nearlyPlain = fc
    .array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom('words', '你好', '，', '。', ' ', '\n', '\n\n', '~', '!', '"', '(', ')', 'a'),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '12',
            '.',
            '-',
            '=',
            ':',
            '+',
            'www',
            'http',
            '/',
            '\u3000',
            '\u2028',
            '\u00a0',
            '\f',
            '^',
            '{',
            '%',
            "'",
            '😂',
            '\ud83d',
            'x@y.z',
            ';',
            '?',
            '‘',
          ),
        },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''))

  it('reads nothing as plain words that the grammar reads in another way', () => {
    let plain = 0
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: nearlyPlain }, { weight: 1, arbitrary: document }), (text) => {
        const pieces = plainPieces(text)
        if (pieces === null) return
        plain += 1
        expect(rendered(pieces)).toEqual(whole(text))
        expect(pieces.map(({ start }) => start)).toEqual(
          parseMarkdown(text).children.map(({ position }) => position?.start.offset),
        )
      }),
      { numRuns: 4_000 },
    )
    expect(plain).toBeGreaterThan(400)
  })

  it('knows plain talk as such, in any language', () => {
    const talk = 'Good night, my love! See you at 7:30 (maybe).\n晚安～明天见~ 😂\n\n“I am here.” 100% = yes; 3.14'
    expect(plainPieces(talk)?.map(({ start }) => start)).toEqual([0, talk.indexOf('“')])
  })
})
