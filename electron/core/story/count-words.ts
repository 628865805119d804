/** How much a text says. `characters` are those written without spaces between words; `words` are all others. */
export type TextCount = { readonly characters: number; readonly words: number; readonly mayHoldEmoji: boolean }

const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u

const kinds = { gap: 1, character: 2, letter: 3, mark: 4, apostrophe: 5, symbol: 6 } as const

/** Makes an emoji of the digit before it. */
const keycap = 0x20e3

/** Nearly all text is made of the same few thousand code units; 0 is one not met yet. */
const known = new Uint8Array(0x10000)

/** Counts a text in one walk: a history of millions of characters is counted at once. */
export function countWords(text: string): TextCount {
  let characters = 0
  let words = 0
  let mayHoldEmoji = false
  // What came before: whether a word is going on, and whether it only does if a letter follows the apostrophe.
  let inWord = false
  let afterApostrophe = false
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    let kind = known[unit] ?? 0
    if (unit >= 0xd800 && unit < 0xdc00) {
      kind = kindOf(String.fromCodePoint(text.codePointAt(index) ?? 0))
      index += 1
    } else if (kind === 0) {
      kind = kindOf(String.fromCharCode(unit))
      known[unit] = kind
    }
    if (kind === kinds.mark) {
      mayHoldEmoji ||= unit === keycap
      continue
    }
    if (kind === kinds.letter) {
      if (!inWord) words += 1
      inWord = true
      afterApostrophe = false
      continue
    }
    if (kind === kinds.apostrophe && inWord && !afterApostrophe) {
      afterApostrophe = true
      continue
    }
    inWord = false
    afterApostrophe = false
    if (kind === kinds.character) characters += 1
    else if (kind === kinds.symbol) mayHoldEmoji = true
  }
  return { characters, words, mayHoldEmoji }
}

// Not `RGI_Emoji`, which tries thousands of sequences at every place: a thousand times as slow.
const pictured =
  /\p{RI}{2}|[0-9#*]\uFE0F\u20E3|\p{ExtPict}[\uFE0F\p{EMod}]?[\u{E0020}-\u{E007F}]*(?:\u200D\p{ExtPict}[\uFE0F\p{EMod}]?)*/gu
/** What would be drawn as a letter is none: ™ and a heart without colour. */
const coloured = /[\p{Emoji_Presentation}\uFE0F]/u

/** The emoji of a text, each as often as it stands there, joined ones as one. */
export function emojiIn(text: string): readonly string[] {
  return (text.match(pictured) ?? []).filter((emoji) => coloured.test(emoji))
}

function kindOf(character: string): number {
  if (unspaced.test(character)) return kinds.character
  if (/^[\p{L}\p{N}]$/u.test(character)) return kinds.letter
  if (/^\p{M}$/u.test(character)) return kinds.mark
  if (character === "'" || character === '’') return kinds.apostrophe
  return /^\p{Emoji}$/u.test(character) ? kinds.symbol : kinds.gap
}
