import { AppError } from '#core/errors.ts'
import { longestProfileText, type ProfileChange } from '#shared/model/companion.ts'
import type { DraftSection, DraftSectionId, LetterDraft } from '#shared/model/letter-draft.ts'
import { longestLetter } from '#shared/model/letter.ts'
import { wordings } from './wording.ts'

/** A sentence of a draft that the person leaves out. */
export type LeftOut = { readonly section: DraftSectionId; readonly at: number }

/** The drafted Letter as text, under what is there or in its place. */
export function letterOf(
  { options, result }: Pick<LetterDraft, 'options' | 'result'>,
  {
    without,
    before,
    since,
  }: { readonly without: readonly LeftOut[]; readonly before: string; readonly since: string | null },
): string {
  const { titles, space, since: sinceThen } = wordings[options.language]
  const parts = (result ?? []).flatMap((section) => {
    const sentences = kept(section, without)
    const title = section.id === 'since' && since !== null ? sinceThen(since) : titles[section.id]
    return sentences.length === 0 ? [] : [`${title}\n\n${sentences.join(space)}`]
  })
  const words = [before.trimEnd(), ...parts].filter((part) => part !== '').join('\n\n')
  return whole(words, longestLetter)
}

/** The drafted parts of a profile; what was drafted of none of them stays as it is. */
export function profileOf(
  { options, result }: Pick<LetterDraft, 'options' | 'result'>,
  without: readonly LeftOut[],
): ProfileChange {
  const { space } = wordings[options.language]
  const change: ProfileChange = {}
  for (const section of result ?? []) {
    const sentences = kept(section, without)
    if (sentences.length === 0) continue
    const { id } = section
    if (id === 'examples') {
      change.examples = whole(sentences.map((pair) => `<START>\n${pair}`).join('\n'), longestProfileText)
    } else if (id === 'description' || id === 'personality' || id === 'style') {
      change[id] = whole(sentences.join(space), longestProfileText)
    } else if (id === 'callsYou' || id === 'youCall') change[id] = sentences[0]
  }
  return change
}

/** The words as they are: what does not fit is for the person to leave out. Throws TEXT_TOO_LONG. */
function whole(words: string, longest: number): string {
  if (words.length > longest) throw new AppError('TEXT_TOO_LONG', { over: words.length - longest })
  return words
}

function kept({ id, sentences }: DraftSection, without: readonly LeftOut[]): string[] {
  return sentences
    .filter((_sentence, at) => !without.some((one) => one.section === id && one.at === at))
    .map(({ text }) => text)
}
