import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeFileName } from '#core/exporters/file-name.ts'

describe('file names of an export', () => {
  it.each([
    ['../../etc/passwd', '-..-etc-passwd'],
    ['CON', '_CON'],
    ['lpt1.txt', '_lpt1.txt'],
    ['a\u202egnp.exe', 'agnp.exe'],
    ['trailing. . ', 'trailing'],
    ['我们的 第一天 ❤️', '我们的 第一天 ❤️'],
    ['...', 'Untitled'],
    ['', 'Untitled'],
  ])('%j cannot leave its folder or be a name Windows keeps', (text, name) => {
    expect(safeFileName(text, 'Untitled')).toBe(name)
  })

  it('never cuts a family emoji in two', () => {
    const name = safeFileName('👨‍👩‍👧‍👦'.repeat(20), 'Untitled')
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
    expect(name.replaceAll('👨‍👩‍👧‍👦', '')).toBe('')
  })

  it('whatever a title says, the name holds no separator, no control character, and fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = safeFileName(text, 'Untitled')
        expect(name).not.toMatch(/[\u0000-\u001f<>:"/\\|?*]|[. ]$/)
        expect(name).not.toBe('')
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(121)
      }),
    )
  })
})
