import type { Token } from '#core/search/tokenize.ts'
import { stemOf } from './recall-terms.ts'

const noNouns = 'does|is|was|has|his|this'
const several = new RegExp(
  String.raw`\b(?:what|which)(?: (?!${noNouns})\w+)?(?: (?!${noNouns})\w+[^s\W]s)\b|\bwhat (?:are|were|kinds?|types?|sorts?)\b|` +
    String.raw`\bhow (?:many|often)\b|\bboth\b|\bin common\b|哪[些几幾]|几次|幾次|多少次|都`,
  'i',
)

/** Whether a question asks for several things: its noun is in the plural, or it wants a number. */
export function asksForSeveral(question: string): boolean {
  return several.test(question)
}

export type NamedSpeakers = {
  readonly named: ReadonlySet<string>
  /** Stems of everybody's name: it says who speaks, and no longer what is spoken of. */
  readonly stems: ReadonlySet<string>
}

/** Whom of those who speak a question names. */
export function speakersNamed(
  authors: ReadonlySet<string>,
  question: string,
  tokenize: (text: string) => Token[],
): NamedSpeakers {
  const asked = new Set(tokenize(question).map(({ text }) => text))
  const named = [...authors].filter((author) => tokenize(author).some(({ text }) => text.length > 1 && asked.has(text)))
  return {
    named: new Set(named),
    stems: new Set([...authors].flatMap((author) => tokenize(author).map(({ text }) => stemOf(text)))),
  }
}
