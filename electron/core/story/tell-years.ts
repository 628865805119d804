import type { Said, SaidByBoth, Shared, StoryDay, StoryVoice } from '#shared/model/story.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { rowLength, undated } from './block.ts'
import { dateOf, type LocalQuarters } from './local-quarters.ts'
import type { TalkedBlock } from './story-repository.ts'

/** The longest talk by its quarters of an hour, `last` included, and how many messages it had. */
export type LongestTalk = { readonly first: number; readonly last: number; readonly messages: number }

/** The figures of counted blocks. */
export type ToldYears = {
  readonly total: SaidByBoth
  readonly undated: number
  readonly days: StoryDay[]
  readonly hours: number[]
  readonly voices: StoryVoice[]
  readonly emoji: Shared[]
  readonly longest: LongestTalk | null
}

type Counted = { -readonly [Key in keyof Said]: number }
type CountedBoth = { readonly yours: Counted; readonly theirs: Counted }
type Voice = { messages: number; first: number; last: number; readonly months: Map<string, number> }

const none = (): CountedBoth => ({
  yours: { messages: 0, characters: 0, words: 0 },
  theirs: { messages: 0, characters: 0, words: 0 },
})
const emojiShown = 24
/** So many quarters without a word are an hour at least, which ends a talk. */
const silentQuarters = 4

/** Adds blocks up, by the days and hours of a zone. */
export function tellYears(
  blocks: Iterable<TalkedBlock>,
  companionId: CompanionId,
  { dayAndHour }: LocalQuarters,
): ToldYears {
  const total = none()
  let withoutTime = 0
  const days = new Map<number, CountedBoth & { readonly date: string; readonly month: string }>()
  const hours = Array.from({ length: 24 }, () => 0)
  const voices = new Map<string | null, Voice>()
  const emoji = new Map<string, { yours: number; theirs: number }>()
  const quarters = new Map<number, number>()

  const dayOf = (day: number) => {
    const known = days.get(day)
    if (known) return known
    const date = dateOf(day)
    const made = { ...none(), date, month: date.slice(0, -3) }
    days.set(day, made)
    return made
  }

  for (const block of blocks) {
    const speakers = block.voices.map((voice) => {
      const who = voice.role === 'user' ? ('yours' as const) : ('theirs' as const)
      // In a room, what others say is theirs.
      if (who === 'theirs' && !block.own && voice.companionId !== companionId) return null
      for (const [one, times] of voice.emoji) {
        const uses = emoji.get(one) ?? { yours: 0, theirs: 0 }
        uses[who] += times
        emoji.set(one, uses)
      }
      // The greeting is the person's own words for them.
      if (who === 'yours' || (voice.model === null && block.here)) return { who, spoken: null }
      const spoken: Voice = voices.get(voice.model) ?? {
        messages: 0,
        first: Infinity,
        last: -Infinity,
        months: new Map(),
      }
      voices.set(voice.model, spoken)
      return { who, spoken }
    })
    const { counts } = block
    for (let at = 0; at < counts.length; at += rowLength) {
      const speaker = speakers[counts[at + 1] ?? 0]
      if (!speaker) continue
      const { who, spoken } = speaker
      const [quarter, messages] = [counts[at] ?? undated, counts[at + 2] ?? 0]
      const [characters, words] = [counts[at + 3] ?? 0, counts[at + 4] ?? 0]
      add(total[who], messages, characters, words)
      if (spoken) spoken.messages += messages
      if (quarter === undated) {
        withoutTime += messages
        continue
      }
      const { day, hour } = dayAndHour(quarter)
      const counted = dayOf(day)
      add(counted[who], messages, characters, words)
      hours[hour] = (hours[hour] ?? 0) + messages
      quarters.set(quarter, (quarters.get(quarter) ?? 0) + messages)
      if (!spoken) continue
      spoken.first = Math.min(spoken.first, day)
      spoken.last = Math.max(spoken.last, day)
      spoken.months.set(counted.month, (spoken.months.get(counted.month) ?? 0) + messages)
    }
  }

  return {
    total,
    undated: withoutTime,
    days: [...days.values()]
      .map(({ date, yours, theirs }) => ({ date, yours, theirs }))
      .toSorted((one, other) => (one.date < other.date ? -1 : 1)),
    hours,
    voices: [...voices].map(([model, voice]) => toVoice(model, voice)).toSorted(byBeginning),
    emoji: [...emoji]
      .filter(([, { yours, theirs }]) => yours > 0 && theirs > 0)
      .map(([what, uses]) => ({ what, ...uses }))
      .toSorted(mostShared)
      .slice(0, emojiShown),
    longest: longestOf(quarters),
  }
}

/** For sorting, what both use most before what one of them says all the time. */
export function mostShared(one: Shared, other: Shared): number {
  return Math.min(other.yours, other.theirs) - Math.min(one.yours, one.theirs) || (one.what < other.what ? -1 : 1)
}

function add(to: Counted, messages: number, characters: number, words: number): void {
  to.messages += messages
  to.characters += characters
  to.words += words
}

function toVoice(model: string | null, { messages, first, last, months }: Voice): StoryVoice {
  return {
    model,
    messages,
    span: first > last ? null : { from: dateOf(first), to: dateOf(last) },
    months: [...months]
      .map(([month, count]) => ({ month, messages: count }))
      .toSorted((one, other) => (one.month < other.month ? -1 : 1)),
  }
}

/** Those without a time come last. */
function byBeginning(one: StoryVoice, other: StoryVoice): number {
  const [begins, otherBegins] = [one.span?.from ?? '\uffff', other.span?.from ?? '\uffff']
  return begins === otherBegins ? other.messages - one.messages : begins < otherBegins ? -1 : 1
}

function longestOf(quarters: ReadonlyMap<number, number>): LongestTalk | null {
  let longest: LongestTalk | null = null
  let talk: { first: number; last: number; messages: number } | null = null
  for (const quarter of Float64Array.from(quarters.keys()).toSorted()) {
    const messages = quarters.get(quarter) ?? 0
    if (talk === null || quarter - talk.last > silentQuarters) talk = { first: quarter, last: quarter, messages: 0 }
    talk.last = quarter
    talk.messages += messages
    if (longest === null || talk.messages > longest.messages) longest = { ...talk }
  }
  return longest
}
