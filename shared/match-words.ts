const han = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u
const letter = /[\p{L}\p{N}]/u
const abbreviable = /^[\p{Script=Latin}\p{N}]{2,}$/u

/**
 * How well a short text answers what was typed, 0 the best; null when it does not. Each typed word has to be found: as
 * it stands, or, in Latin, as an abbreviation that begins with a word ("kbm" finds "keyboard map"). Both are given
 * folded, so that case and script do not count.
 */
export function matchWords(text: string, typed: string): number | null {
  let worst = 0
  for (const word of typed.split(/\s+/u)) {
    if (word === '') continue
    const rank = rankOf(text, word)
    if (rank === null) return null
    worst = Math.max(worst, rank)
  }
  return worst
}

function rankOf(text: string, word: string): number | null {
  const at = text.indexOf(word)
  if (at === 0) return 0
  if (at > 0) return han.test(word) || startsWord(text, word) ? 1 : 2
  return abbreviable.test(word) && isAbbreviation(text, word) ? 3 : null
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (isWordStart(text, at)) return true
  return false
}

/** Whether the letters come in this order from the start of some word on, close enough to be meant. */
function isAbbreviation(text: string, word: string): boolean {
  const [first = '', ...rest] = word
  const farthest = word.length * 8
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    if (!isWordStart(text, start)) continue
    let at = start
    for (const next of rest) {
      at = text.indexOf(next, at + 1)
      if (at < 0 || at - start > farthest) break
    }
    if (at >= 0 && at - start <= farthest) return true
  }
  return false
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !letter.test(text.charAt(at - 1))
}
