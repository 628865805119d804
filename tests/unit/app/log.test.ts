import { expect, test } from 'vitest'
import { createLog } from '#core/log.ts'

const privateText = 'Unexpected token in "good night,\n    at home with you (diary:1:2)\nat the sea" is not valid JSON'

test('an error is logged by name and place, without a line of its message or the folders of this account', () => {
  const lines: string[] = []
  const log = createLog({ now: () => 1, logTo: { write: (line) => void lines.push(line) } })
  log.error({ err: new SyntaxError(privateText) }, 'unexpected error')
  const renamed = new Error(privateText)
  renamed.message = 'changed since'
  log.error({ err: renamed }, 'unexpected error')
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    expect(line).toMatch(/log\.test\.ts:\d+/)
    expect(line).not.toMatch(/night|the sea|valid JSON/)
    expect(line).not.toContain(import.meta.dirname)
  }
  expect(lines[0]).not.toContain('home')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { name: 'SyntaxError' } })
})
