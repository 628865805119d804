import { describe, expect, it } from 'vitest'
import { type KeyPress, sends } from '#renderer/features/chat/composer/enter-key.ts'

const enter: KeyPress = {
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 13,
  timeStamp: 10_000,
}

describe('Enter in the composer', () => {
  it('sends when nothing is being composed', () => {
    expect(sends(enter, 0)).toBe(true)
    expect(sends({ ...enter, ctrlKey: true }, 0)).toBe(true)
  })

  it('breaks the line with Shift', () => {
    expect(sends({ ...enter, shiftKey: true }, 0)).toBe(false)
  })

  it('does not send half a word while a candidate is being picked', () => {
    expect(sends({ ...enter, isComposing: true }, 0)).toBe(false)
    expect(sends({ ...enter, keyCode: 229 }, 0)).toBe(false)
  })

  it('does not send when the composition ended just before its own Enter arrives', () => {
    expect(sends(enter, 9_995)).toBe(false)
    expect(sends(enter, 9_000)).toBe(true)
  })
})
