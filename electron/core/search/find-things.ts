import type { CompanionId, ConversationId, MessageId } from '#shared/model/ids.ts'
import { ThingKind, type FoundThing } from '#shared/model/search.ts'
import type { Asked } from './candidates.ts'
import { createHolds } from './look.ts'
import type { Phrase } from './query.ts'
import { cutSnippet, findPhrases } from './snippet.ts'
import { fold } from './tokenize.ts'

/** Something that can be found by its title or by what else it says. */
export type FindableThing = {
  readonly id: number
  readonly companionId: CompanionId | null
  readonly conversationId?: ConversationId
  readonly messageId?: MessageId
  readonly title: string | null
  readonly texts: readonly string[]
}

/** All things of each kind, the latest first where they have an order. */
export type FindableThings = Readonly<Record<ThingKind, () => Iterable<FindableThing>>>

type Things = { readonly things: FoundThing[]; readonly total: number }

/** How many folded texts are remembered; a vault rarely has more, and folding is what costs. */
const mostRemembered = 40_000
/** Longer texts are read where they are: remembering them would cost more than it saves. */
const longestRemembered = 400

/**
 * Finds what is not a message by reading all of it: there are thousands of it where there are millions of messages, and
 * nothing is written down twice for it.
 */
export function createFindThings(all: FindableThings): (asked: Asked, limit: number) => Things {
  const folded = new Map<string, string>()

  const foldedOf = (text: string): string => {
    if (text.length > longestRemembered) return fold(text)
    const known = folded.get(text)
    if (known !== undefined) return known
    if (folded.size >= mostRemembered) folded.clear()
    const made = fold(text)
    folded.set(text, made)
    return made
  }

  /** Without what the index needs: a text that does not hold the letters need not be taken apart into words. */
  const mayHold = (text: string, phrases: readonly Phrase[]) => {
    const letters = foldedOf(text)
    return phrases.every(
      ({ words, sounds }) =>
        letters.includes(words) || /\s/u.test(words) || (sounds !== undefined && text.search(sounds.pattern) !== -1),
    )
  }

  const textsOf = ({ title, texts }: FindableThing) => (title === null ? texts : [title, ...texts])

  function find(kind: ThingKind, thing: FindableThing, phrases: readonly Phrase[]): FoundThing | null {
    const { id, companionId, conversationId = null, messageId = null, title } = thing
    const about = { kind, id, companionId, conversationId, messageId, title }
    for (const text of textsOf(thing)) {
      if (!mayHold(text, phrases)) continue
      const ranges = findPhrases(text, phrases)
      if (ranges !== null) return { ...about, ...cutSnippet(text, ranges) }
    }
    return null
  }

  return (asked, limit) => {
    const things: FoundThing[] = []
    let total = 0
    const holds = createHolds(asked.phrases)
    for (const kind of kindsOf(asked)) {
      let ofKind = 0
      for (const thing of all[kind]()) {
        if (asked.companionId !== undefined && thing.companionId !== asked.companionId) continue
        if (ofKind < limit) {
          const found = find(kind, thing, asked.phrases)
          if (found === null) continue
          things.push(found)
        } else if (!textsOf(thing).some((text) => mayHold(text, asked.phrases) && holds(text))) continue
        total += 1
        ofKind += 1
      }
    }
    return { things, total }
  }
}

/** Who asks for what only messages have, asks for no other things, but for the names of files and the notes of favourites. */
function kindsOf({ phrases, source, role, model, since, before, hidden, has, mark }: Asked): readonly ThingKind[] {
  const onlyMessages = [source, role, model, since, before, hidden].some((wanted) => wanted !== undefined)
  if (phrases.length === 0 || onlyMessages || mark === 'pin') return []
  if (mark === 'favourite') return ['note']
  return has === undefined ? ThingKind.options : ['file']
}
