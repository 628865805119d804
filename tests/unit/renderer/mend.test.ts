import { describe, expect, it } from 'vitest'
import { mend } from '#renderer/markdown/mend.ts'

describe('mend', () => {
  it.each([
    ['a **b', 'a **b**'],
    ['a **', 'a'],
    ['他说：**', '他说：'],
    ['**中文（带', '**中文（带**'],
    ['**b**', '**b**'],
    ['**b*', '**b**'],
    ['*微笑', '*微笑*'],
    ['`co', '`co`'],
    ['a `', 'a'],
    ['~~x', '~~x~~'],
    ['see [link](https://exam', 'see link'],
    ['[微笑', '[微笑'],
  ])('closes or holds back inline marks: %j', (half, shown) => {
    expect(mend(half)).toBe(shown)
  })

  it.each([
    ['words\n-', 'words\n'],
    ['words\n--', 'words\n'],
    ['words\n#', 'words\n'],
    ['- a\n- ', '- a\n'],
    ['1. a\n2.', '1. a\n'],
    ['> ', ''],
    ['``', ''],
    ['| a | b', ''],
    ['| a | b |\n|--', ''],
  ])('waits with a block mark until it is known what it opens: %j', (half, shown) => {
    expect(mend(half)).toBe(shown)
  })

  it.each([
    '20~30',
    '好呀~~~ 真的',
    '(>_<',
    'snake_case',
    'I <3 you',
    '2 * 3',
    '$5 and more',
    '```js\nlet a = **b',
    '| a |\n|---|\n| b',
  ])('leaves alone what only looks like syntax: %j', (text) => {
    expect(mend(text)).toBe(text)
  })

  it.each([
    ['so $x', 'so'],
    ['so $x^2 + ', 'so'],
    ['so \\(a \\le', 'so'],
    ['so $', 'so'],
    ['$$\n\\frac{a}', ''],
    ['\\[\nx = ', ''],
    ['$a_1$ and **b', '$a_1$ and **b**'],
    ['\\(a_1 * b_2\\) then *c', '\\(a_1 * b_2\\) then *c*'],
  ])('waits with a formula until it can be drawn, and leaves a whole one alone: %j', (half, shown) => {
    expect(mend(half)).toBe(shown)
  })

  it.each([
    'from $5 to $1',
    '一共$30，还有',
    '`$x',
    'US$5 more',
    '\\[smiles at you and',
    'echo $HOME and then some more',
  ])('does not hold back prices and the like: %j', (text) => {
    expect(mend(text).startsWith(text.replace(/`$/, ''))).toBe(true)
  })

  it('does not flash the fence that closes a code block as code', () => {
    expect(mend('```\ncode\n``')).toBe('```\ncode')
  })
})
