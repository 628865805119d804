/** Signs that words do not have; `-`, `/` and digits alone are prices, dates and page numbers. */
const signs = /[\\^_={}<>+|*]/
const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * What stands between two marks of a formula, or null where it is none: `$5 and $10` are prices, and `\[smiles\]` is
 * somebody being careful with Markdown. `after` is the character behind the closing mark.
 */
export function formulaOf(opening: string, text: string, after: string): string | null {
  const source = text.trim()
  return source !== '' && isFormula(opening, text, after) ? source : null
}

function isFormula(opening: string, text: string, after: string): boolean {
  const source = text.trim()
  const isSigned = signs.test(source)
  if (opening === '$$') return true
  if (opening === '\\[') return isSigned || source.length <= 2
  if (opening === '\\(') return isSigned || !/\p{L}{4}|\s\p{L}{3}/u.test(source)
  // The rule of Pandoc: no space inside the marks, no digit or letter behind them.
  if (source !== text || (/[\p{L}\p{N}]/u.test(after) && !han.test(after))) return false
  if (isSigned) return true
  if (han.test(source)) return false
  return /^\d/.test(source) ? /^[\d.,]+$/.test(source) : !/\s/.test(source) || !/\p{L}{3}/u.test(source)
}
