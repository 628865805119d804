import type { Language } from '#shared/languages.ts'

// Common characters that differ between the scripts, pairwise; enough to tell which one a person writes.
const traditional = new Set(
  '們個這來說時後會為麼國對過還沒學開點樣見實現關給愛嗎誰讓從裡東語書話長門問題體頭電車風馬聽買賣錢讀寫請謝歡難熱聲貓雞魚',
)
const simplified = new Set(
  '们个这来说时后会为么国对过还没学开点样见实现关给爱吗谁让从里东语书话长门问题体头电车风马听买卖钱读写请谢欢难热声猫鸡鱼',
)

/** The interface language nearest to what a text is written in: Chinese in its script when most letters are Han. */
export function languageOf(text: string): Language {
  let han = 0
  let other = 0
  let balance = 0
  for (const letter of text.slice(0, 4_000)) {
    if (/\p{Script=Han}/u.test(letter)) {
      han += 1
      balance += Number(traditional.has(letter)) - Number(simplified.has(letter))
    } else if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(letter)) {
      return 'en'
    } else if (/\p{Letter}/u.test(letter)) {
      other += 1
    }
  }
  // One Han character says about as much as four Latin letters.
  if (han * 4 < other || han === 0) return 'en'
  return balance > 0 ? 'zh-Hant' : 'zh-Hans'
}
