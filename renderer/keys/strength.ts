/** How hard a passphrase is to guess, roughly. */
export type Strength = 'weak' | 'fair' | 'good' | 'strong'

/** What everybody tries first, letters only. */
const commonWords =
  /password|passwort|passphrase|qwert[yz]|asdf|letmein|welcome|iloveyou|woaini|monkey|dragon|admin|login|keepsake|niannian|secret|abc|companion|我爱你|我愛你|密码|密碼|念念/giu

const sequences = ['abcdefghijklmnopqrstuvwxyz', '0123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/**
 * Bits of guessing work for words that a person thought of: far fewer than the characters would hold at random. A Latin
 * letter in a sentence is worth about two bits, a Han character about five.
 */
export function guessingBits(passphrase: string): number {
  const text = passphrase.normalize('NFKC').toLowerCase()
  const plain = text.replaceAll(commonWords, (word) => `\u0000${'\u0001'.repeat(word.length - 1)}`)
  const seen = new Map<string, number>()
  let bits = 0
  let before = ''
  for (const character of plain) {
    const times = seen.get(character) ?? 0
    seen.set(character, times + 1)
    let worth = worthOf(character)
    if (character === before || isNext(before, character)) worth = Math.min(worth, 0.3)
    else if (times > 3) worth *= 0.7
    bits += worth
    before = character
  }
  return bits
}

/** `weak` falls to guessing, `good` is worth years of it against the vault's slow key derivation. */
export function strengthOf(passphrase: string): Strength {
  const bits = guessingBits(passphrase)
  if (bits < 24) return 'weak'
  if (bits < 36) return 'fair'
  return bits < 56 ? 'good' : 'strong'
}

function worthOf(character: string): number {
  if (character === '\u0000') return 4
  if (character === '\u0001') return 0
  if (/\p{Script=Han}/u.test(character)) return 5
  if (/\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(character)) return 3.5
  if (/\p{L}/u.test(character)) return 2.1
  if (/\p{N}/u.test(character)) return 2.6
  return /\s/u.test(character) ? 0.8 : 3
}

function isNext(before: string, character: string): boolean {
  if (before === '') return false
  return sequences.some((sequence) => {
    const place = sequence.indexOf(before)
    return place >= 0 && (sequence[place + 1] === character || (place > 0 && sequence[place - 1] === character))
  })
}
