/**
 * Whether words stand in a message: compared without case, width, punctuation and line breaks, from the beginning of a
 * word on.
 * `fold` makes one of spellings that mean the same (traditional and simplified characters).
 */
export function isQuotedFrom(quote: string, text: string, fold: (text: string) => string = (same) => same): boolean {
  const words = bare(fold(quote))
  const whole = bare(fold(text))
  if (words === '') return false
  if (words === whole) return true
  // One letter or syllable stands in nearly everything, and so shows nothing.
  if ((han.test(words) ? words.replaceAll(' ', '').length : words.length - 1) < 2) return false
  // A model that is told how long a quote may be ends it in the middle of a word.
  return ` ${whole}`.includes(` ${words}`)
}

const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const eachHan = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu

/** Letters and digits, with one space between words; every Han character is a word, since no space tells them apart. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’]/gu, '')
    .replaceAll(/[^\p{Letter}\p{Mark}\p{Number}\p{Extended_Pictographic}]+/gu, ' ')
    .replaceAll(eachHan, ' $1 ')
    .replaceAll(/ {2,}/gu, ' ')
    .trim()
}
