const han = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u
const wordStart = /(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu
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
  for (const { index } of text.matchAll(wordStart)) if (text.startsWith(word, index)) return true
  return false
}

/** Whether the letters come in this order from the start of some word on, close enough to be meant. */
function isAbbreviation(text: string, word: string): boolean {
  const farthest = word.length * 8
  for (const { index } of text.matchAll(wordStart)) {
    if (text[index] !== word[0]) continue
    let at = index
    for (const letter of word.slice(1)) {
      at = text.indexOf(letter, at + 1)
      if (at < 0 || at - index > farthest) break
    }
    if (at >= 0 && at - index <= farthest) return true
  }
  return false
}
