/** What a text comes to, as people who write Chinese and people who write English count. */
export type Counted = { readonly characters: number; readonly words: number }

/** Counts characters without spaces, and words: each Han character, kana or syllable is one, as is a run of other letters. */
export function countWords(text: string): Counted {
  const characters = text.match(/\S/gu)?.length ?? 0
  const syllables = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  const others = text
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' ')
    .match(/[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu)
  return { characters, words: syllables + (others?.length ?? 0) }
}
