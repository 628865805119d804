/** Common characters that one Chinese script writes and the other does not. */
const simplifiedOnly =
  /[们这个来说时会对为么没过还样让见现觉话边谁爱给难听问间关开车东长发头书气点电吗记讲认识谢该请话语读写学欢乐岁]/g
const traditionalOnly =
  /[們這個來說時會對為麼沒過還樣讓見現覺話邊誰愛給難聽問間關開車東長發頭書氣點電嗎記講認識謝該請話語讀寫學歡樂歲]/g

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/**
 * The BCP 47 tag a text seems to be written in, from its script, so that each message gets its own glyphs. Undecided
 * Chinese takes the interface's script; undefined when the text has no letters at all.
 */
export function guessLanguage(text: string, interfaceLanguage: string): string | undefined {
  const sample = text.slice(0, 600)
  if (count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0) return 'ja'
  if (count(sample, /\p{Script=Hangul}/gu) > 0) return 'ko'
  const han = count(sample, /\p{Script=Han}/gu)
  const latinWords = count(sample, /\p{Script=Latin}+/gu)
  if (han === 0) return latinWords === 0 ? undefined : 'en'
  if (latinWords > han) return 'en'
  const difference = count(sample, simplifiedOnly) - count(sample, traditionalOnly)
  if (difference > 0) return 'zh-Hans'
  if (difference < 0) return 'zh-Hant'
  return interfaceLanguage === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans'
}
