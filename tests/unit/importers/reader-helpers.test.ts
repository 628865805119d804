import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { answerPieces } from '#core/importers/reading/details-blocks.ts'
import { entryTree, type Entry } from '#core/importers/reading/entry-tree.ts'
import { takeInlineAssets } from '#core/importers/reading/inline-assets.ts'
import { partsOfAnswer } from '#core/importers/reading/thinking-tags.ts'
import { withoutSecrets } from '#core/importers/reading/without-secrets.ts'

describe('keys found in backups', () => {
  test.each([
    ['apiKey', 'sk-1'],
    ['OPENAI_API_KEY', 'sk-1'],
    ['openaiApiKey', 'sk-1'],
    ['apiKeys', ['sk-1', 'sk-2']],
    ['accessToken', 'abc'],
    ['session-token', 'abc'],
    ['Authorization', 'Bearer abc'],
    ['accessCode', '1234'],
    ['password', 'hunter2'],
    ['client_secret', 'abc'],
    ['key', 'sk-0123456789abcdef'],
    ['env', { ANYTHING: 'abc' }],
    ['headers', { 'X-Custom': 'abc' }],
  ])('%s is not kept', (name, value) => {
    expect(withoutSecrets({ a: [{ [name]: value, id: 'stays' }] })).toEqual({ a: [{ id: 'stays' }] })
  })

  test('are told from counts, switches and plain words', () => {
    const plain = {
      prompt_tokens: 5,
      tokensUsed: 8,
      needsApiKey: true,
      maxToken: 4_096,
      key: 'C major',
      storageKey: 'picture:s1:1',
      keywords: ['secret'],
    }
    expect(withoutSecrets(plain)).toEqual(plain)
  })

  test('are looked for as deep as JSON goes, without touching what was given', () => {
    let value: unknown = { token: 'abc', end: 1 }
    for (let depth = 0; depth < 50_000; depth += 1) value = [value]
    let copied = withoutSecrets(value)
    for (let depth = 0; depth < 50_000; depth += 1) copied = (copied as unknown[])[0]
    expect(copied).toEqual({ end: 1 })
    for (let depth = 0; depth < 50_000; depth += 1) value = (value as unknown[])[0]
    expect(value).toEqual({ token: 'abc', end: 1 })
  })
})

describe('bytes inside a text', () => {
  test('become files, the same bytes one file, and words about them stay', async () => {
    const uri = `data:image/png;base64,${Buffer.from('picture').toString('base64')}`
    const value = { parts: [{ url: uri }, { url: uri }], text: `see ${uri}`, list: [uri], none: 'data:,plain' }
    const assets = takeInlineAssets(value)
    expect(assets).toHaveLength(1)
    const pointer = assets[0]?.pointer
    expect(value).toEqual({
      parts: [{ url: pointer }, { url: pointer }],
      text: `see ${uri}`,
      list: [pointer],
      none: 'data:,plain',
    })
    const chunks: Buffer[] = []
    for await (const chunk of assets[0]?.file?.read() ?? []) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe('picture')
    expect(assets[0]?.mime).toBe('image/png')
  })
})

describe('blocks in an answer', () => {
  test('that never end, however many, are words', () => {
    const text = '<details type="reasoning">'.repeat(100_000)
    expect(answerPieces(text)).toEqual([{ kind: 'words', text }])
  }, 5_000)

  test('lose nothing around them, before or after', () => {
    const text = 'a <details type="x"><summary>S</summary>in &lt;it&gt;</details> b <details>c</details>'
    expect(answerPieces(text)).toEqual([
      { kind: 'words', text: 'a ' },
      { kind: 'block', attributes: { type: 'x' }, summary: 'S', text: 'in <it>' },
      { kind: 'words', text: ' b <details>c</details>' },
    ])
  })
})

describe('thoughts before an answer', () => {
  test.each([
    ['<think>greet</think>\n\nhello', ['greet'], 'hello'],
    ['\n<Thinking>\na\n</thinking> b', ['a'], 'b'],
    ['<think>cut off', ['cut off'], undefined],
    ['<think></think>hello', [], 'hello'],
    ['İ<think>no</think>', [], 'İ<think>no</think>'],
    ['say <think>x</think>', [], 'say <think>x</think>'],
    ['<think>İİİ</think>ok', ['İİİ'], 'ok'],
    ['', [], undefined],
  ])('%j', (text, thoughts, answer) => {
    const parts = partsOfAnswer(text)
    expect(parts.flatMap((part) => (part.kind === 'thought' ? [part.text] : []))).toEqual(thoughts)
    expect(parts.find((part) => part.kind === 'text')).toEqual(answer && { kind: 'text', text: answer })
  })
})

describe('a tree of messages that name one another', () => {
  const read = (entries: readonly Entry<string>[], current: string | null = null) => {
    const tree = entryTree(entries, current, () => 0)
    return { ...tree, entries: tree.entries.map(({ id, parentId, value }) => [id, parentId, value]) }
  }

  test('keeps a different message under a used id, and the same message once', () => {
    const hello = { id: '1', parentId: null, value: 'hello' }
    expect(read([hello, hello, { ...hello, value: 'other' }]).entries).toEqual([
      ['1', null, 'hello'],
      ['1:2', null, 'other'],
    ])
  })

  test('keeps the order of the source for ids that look like numbers', () => {
    const entry = (id: string) => ({ id, parentId: 'q', value: id })
    expect(read([{ id: 'q', parentId: null, value: 'q' }, entry('9'), entry('3')], '9')).toEqual({
      entries: [
        ['q', null, 'q'],
        ['9', 'q', '9'],
        ['3', 'q', '3'],
      ],
      currentId: '9',
    })
  })
})
