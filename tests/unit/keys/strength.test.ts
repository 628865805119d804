import { describe, expect, it } from 'vitest'
import { guessingBits, strengthOf } from '#renderer/keys/strength.ts'

describe('passphrase strength', () => {
  it.each([
    'password',
    'P@ssw0rd1',
    '12345678901234567890',
    'qwertyuiopasdfghjkl',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'iloveyou1314',
    '我爱你',
    'ｐａｓｓｗｏｒｄ１２３',
  ])('does not flatter %j', (passphrase) => {
    expect(strengthOf(passphrase)).toBe('weak')
  })

  it.each([
    'the kettle sang before she wrote back to me',
    '那年冬天你在电话里念完了整首诗',
    '茶が冷めるまで手紙を読み返していた夜',
  ])('gives a sentence its due in any script: %j', (passphrase) => {
    expect(strengthOf(passphrase)).toBe('strong')
  })

  it('counts a word that everybody tries as one guess, wherever it stands', () => {
    expect(guessingBits('password')).toBeLessThan(6)
    expect(guessingBits('violet password lantern') - guessingBits('violet  lantern')).toBeLessThan(6)
  })

  it('never falls while somebody goes on writing new words', () => {
    const sentence = 'we met at the west lake in the rain and never said goodbye'
    let before = 0
    for (let length = 1; length <= sentence.length; length += 1) {
      const bits = guessingBits(sentence.slice(0, length))
      expect(bits).toBeGreaterThanOrEqual(before)
      before = bits
    }
  })
})
