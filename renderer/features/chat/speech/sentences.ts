import { guessLanguage } from '#renderer/markdown/guess-language.ts'

/** One breath of what is read aloud. */
export type Sentence = { readonly text: string; readonly language: string }

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' })
  segmenters.set(language, known)
  return known
}

/**
 * Words as sentences, each in the language it seems to be written in, so that it can be given a voice of its own. What
 * has no letter or number in it is left out: nobody says a kaomoji.
 */
export function sentencesOf(words: string, interfaceLanguage: string): Sentence[] {
  const sentences: Sentence[] = []
  for (const line of words.split(/\n+/)) {
    const lineLanguage = guessLanguage(line, interfaceLanguage) ?? interfaceLanguage
    for (const { segment } of segmenter(lineLanguage).segment(line)) {
      const text = segment.trim()
      if (!/[\p{L}\p{N}]/u.test(text)) continue
      sentences.push({ text, language: guessLanguage(text, interfaceLanguage) ?? lineLanguage })
    }
  }
  return sentences
}
