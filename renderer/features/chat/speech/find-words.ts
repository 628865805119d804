/** The text of a message as it is drawn, without its white space, and where each letter of it stands. */
type Letters = { readonly text: string; readonly places: readonly { readonly node: Text; readonly offset: number }[] }

const space = /\s/u

function lettersOf(root: Element): Letters {
  const places: { node: Text; offset: number }[] = []
  let text = ''
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node as Text).data
    for (let offset = 0; offset < words.length; offset += 1) {
      const letter = words.charAt(offset)
      if (space.test(letter)) continue
      text += letter
      places.push({ node: node as Text, offset })
    }
  }
  return { text, places }
}

/** Where the sentence with this index stands among the drawn words; null where it cannot be found. */
export function rangeOfSentence(
  root: Element,
  sentences: readonly { readonly text: string }[],
  index: number,
): Range | null {
  const { text, places } = lettersOf(root)
  let from = 0
  for (const [at, sentence] of sentences.entries()) {
    const wanted = sentence.text.replace(/\s+/gu, '')
    const start = text.indexOf(wanted, from)
    if (at === index) {
      const first = places[start]
      const last = places[start + wanted.length - 1]
      if (!first || !last) return null
      const range = document.createRange()
      range.setStart(first.node, first.offset)
      range.setEnd(last.node, last.offset + 1)
      return range
    }
    if (start !== -1) from = start + wanted.length
  }
  return null
}
