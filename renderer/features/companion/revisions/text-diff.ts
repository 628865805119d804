import { diffArrays } from 'diff'

/** A stretch of a changed paragraph. */
export type Run = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

/** Paragraphs in order: some that are the same in both, told by their number, or some that changed. */
export type Block =
  | { readonly kind: 'same'; readonly paragraphs: number }
  | { readonly kind: 'changed'; readonly runs: readonly Run[] }

/** Longer than this, two texts have too little in common for the words to be worth comparing. */
const patience = 400

/** What changed between two texts: paragraph by paragraph, and within those that changed, word by word. */
export function diffTexts(before: string, after: string): readonly Block[] {
  const paragraphs = (text: string) => text.split(/(?<=\n)/u)
  const parts = diffArrays(paragraphs(before), paragraphs(after), { timeout: patience }) ?? [
    { value: [before], added: false, removed: true },
    { value: [after], added: true, removed: false },
  ]
  const blocks: Block[] = []
  let removed = ''
  let added = ''
  const close = () => {
    if (removed !== '' || added !== '') blocks.push({ kind: 'changed', runs: diffWords(removed, added) })
    removed = ''
    added = ''
  }
  for (const part of parts) {
    if (part.removed) removed += part.value.join('')
    else if (part.added) added += part.value.join('')
    else {
      close()
      const full = part.value.filter((paragraph) => paragraph.trim() !== '').length
      if (full > 0) blocks.push({ kind: 'same', paragraphs: full })
    }
  }
  close()
  return blocks
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

function diffWords(before: string, after: string): readonly Run[] {
  const words = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
  const parts = diffArrays(words(before), words(after), { timeout: patience })
  const runs: readonly Run[] = parts
    ? parts.map(({ added, removed, value }) => ({
        kind: added ? 'added' : removed ? 'removed' : 'same',
        text: value.join(''),
      }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ]
  return runs.filter(({ text }) => text !== '')
}
