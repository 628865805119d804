import { expect, test } from 'vitest'
import { plainText } from '#renderer/markdown/plain-text.ts'

test('plain text keeps paragraphs, lists and code, and no mark of Markdown', () => {
  const markdown = [
    '## Tomorrow',
    '**Sleep** until it is *indecent*, ~~please~~ `now`.\nThen the [lake](https://example.org/lake).',
    '1. bread\n2. plums\n   - ripe ones',
    '> one true line',
    '```js\nwhile (true) {}\n```',
  ].join('\n\n')
  expect(plainText(markdown)).toBe(
    [
      'Tomorrow',
      'Sleep until it is indecent, please now.\nThen the lake (https://example.org/lake).',
      '1. bread\n2. plums\n   • ripe ones',
      'one true line',
      'while (true) {}',
    ].join('\n\n'),
  )
})

test('what is read aloud has no code, no picture and no address in it', () => {
  const markdown =
    '看[这封信](https://example.org/x)，或 https://example.org/y 。\n\n![cat](https://example.org/c.png)\n\n```\nrm -rf\n```\n\n- 晚安'
  const spoken = plainText(markdown, { spoken: true })
  expect(spoken).toMatch(/^看这封信，或/)
  expect(spoken).toMatch(/晚安$/)
  expect(spoken).not.toMatch(/https?:|rm -rf|cat|•/)
})

test('kaomoji and stars that are no marks stay as they were typed', () => {
  expect(plainText('(｡•́︿•̀｡) 2 * 3 * 4 好呀~')).toBe('(｡•́︿•̀｡) 2 * 3 * 4 好呀~')
})
