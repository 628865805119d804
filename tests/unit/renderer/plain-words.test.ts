import { describe, expect, it } from 'vitest'
import { plainWords } from '#renderer/markdown/plain-words.ts'

describe('plainWords', () => {
  it.each([
    ['**早安。**昨晚', '早安。昨晚'],
    ['## Today\n- one\n2. two\n> three', 'Today\none\ntwo\nthree'],
    ['see [the page](https://a.example) and ![beach](https://b.example/x.png)', 'see the page and beach'],
    ['`code` and ~~gone~~', 'code and gone'],
    ['snake_case stays, _soft_ goes', 'snake_case stays, soft goes'],
    ['5 - 3 = 2', '5 - 3 = 2'],
  ])('reads %j as %j', (markdown, words) => {
    expect(plainWords(markdown)).toBe(words)
  })
})
