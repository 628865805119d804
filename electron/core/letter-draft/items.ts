import { z } from 'zod'
import { isQuotedFrom } from '#core/model-work/quotes.ts'
import { listOf } from '#core/loose-json.ts'
import { oneLine } from '#shared/one-line.ts'
import { excerpt } from '#shared/excerpt.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { Citation, ItemKind } from '#shared/model/letter-draft.ts'

/** Something that was found in a history, with the messages that it stands in; every quote was looked up there. */
export const DraftItem = z.object({
  kind: ItemKind,
  text: z.string(),
  date: Citation.shape.date,
  cites: z.array(Citation),
})
export type DraftItem = z.infer<typeof DraftItem>

/** What one part of a history held. `unfound` counts what the model told and no message holds. */
export const FoundItems = z.object({ items: z.array(DraftItem), unfound: z.int() })
export type FoundItems = z.infer<typeof FoundItems>

/** A message of a part that was shown to a model, by the number it was shown under. */
export type ShownMessage = {
  readonly id: MessageId
  readonly text: string
  readonly date: DraftItem['date']
  readonly isTheirs: boolean
}

const longestText = 400
const longestQuote = 60
const mostItems = 40
const mostCites = 4

const Told = z.object({ kind: z.string().catch(''), text: z.string().trim().min(1), cites: z.unknown().optional() })
const ToldCite = z.object({
  line: z.union([z.number(), z.string().transform((text) => Number(/\d+/u.exec(text)?.[0]))]),
  quote: z.string(),
})

/** The list in an answer, under the name that was asked for or any other; null where there is none. */
export function listIn(json: unknown, name: string): readonly unknown[] | null {
  if (Array.isArray(json)) return json
  if (typeof json !== 'object' || json === null) return null
  const named = Object.entries(json).find(([key]) => key === name)?.[1] ?? Object.values(json).find(Array.isArray)
  return Array.isArray(named) ? named : null
}

/**
 * What a model says that it found, each looked up: only quotes that stand in the line they name count, only what has such
 * a quote is kept, and its date is that of the message, not the model's. Null for an answer that holds no list.
 */
export function readItems(
  json: unknown,
  shown: ReadonlyMap<number, ShownMessage>,
  fold: (text: string) => string,
): FoundItems | null {
  const told = listIn(json, 'items')
  if (told === null) return null
  const items: DraftItem[] = []
  let unfound = 0
  for (const one of told.slice(0, mostItems)) {
    const read = Told.safeParse(one)
    if (!read.success) continue
    const { text } = read.data
    const kind = ItemKind.catch('fact').parse(read.data.kind)
    const cites = listOf(read.data.cites).flatMap((cite) => {
      const { data } = ToldCite.safeParse(cite)
      const message = data && shown.get(data.line)
      if (!message || !isQuotedFrom(data.quote, message.text, fold)) return []
      // Words of theirs to be kept are theirs, and all of them.
      if (kind === 'line' && (!message.isTheirs || !isQuotedFrom(text, message.text, fold))) return []
      return [{ messageId: message.id, quote: excerpt(oneLine(data.quote), longestQuote), date: message.date }]
    })
    if (cites.length === 0) unfound += 1
    else
      items.push({
        kind,
        text: excerpt(oneLine(text), longestText),
        date: firstDate(cites),
        cites: cites.slice(0, mostCites),
      })
  }
  return { items, unfound }
}

/** The same thing found twice, once: those of one kind that stand in the same messages. The fuller words stay. */
export function withoutTwice(items: readonly DraftItem[]): DraftItem[] {
  const byPlace = new Map<string, DraftItem>()
  for (const item of items) {
    const place = `${item.kind} ${[...new Set(item.cites.map(({ messageId }) => messageId))].toSorted((a, b) => a - b).join(' ')}`
    const known = byPlace.get(place)
    if (known === undefined || known.text.length < item.text.length) byPlace.set(place, item)
  }
  return [...byPlace.values()]
}

const Merged = z.object({ text: z.string().trim().min(1), from: z.unknown().optional() })

/**
 * What a model made of several items: each must name those it comes from, and says their quotes. Numbers that none of
 * them holds were made up; then the words of the first stay. Null for an answer that holds no list.
 */
export function readMerged(json: unknown, given: readonly DraftItem[]): DraftItem[] | null {
  const told = listIn(json, 'items')
  if (told === null) return null
  const merged = told.flatMap((one): DraftItem[] => {
    const { data } = Merged.safeParse(one)
    const from = data ? named(data.from, given) : []
    const [first] = from
    if (!data || !first) return []
    const cites = from.flatMap((item) => item.cites).slice(0, mostCites * 2)
    // Words of theirs are kept as they were said.
    const isFaithful = first.kind !== 'line' && numbersStandIn(data.text, from)
    return [
      {
        ...first,
        text: isFaithful ? excerpt(oneLine(data.text), longestText) : first.text,
        date: firstDate(cites),
        cites,
      },
    ]
  })
  return merged.length === 0 && given.length > 0 ? null : withoutTwice(merged)
}

/** The things that an answer names by their numbers, which begin at 1. */
export function named<Thing>(numbers: unknown, things: readonly Thing[]): Thing[] {
  const told = Array.isArray(numbers) ? (numbers as unknown[]) : [numbers]
  return [...new Set(told.map((number) => Number(/\d+/u.exec(String(number))?.[0])))].flatMap(
    (number) => things[number - 1] ?? [],
  )
}

/** Whether every number in a sentence stands in what it comes from; a date may be written in another way. */
export function numbersStandIn(text: string, from: readonly DraftItem[]): boolean {
  const source = from.flatMap(({ text: words, date, cites }) => [
    words,
    date ?? '',
    ...cites.flatMap(({ quote, date: day }) => [quote, day ?? '']),
  ])
  const known = new Set(source.join(' ').match(/\d+/gu)?.map(Number))
  return (text.normalize('NFKC').match(/\d+/gu) ?? []).every((number) => known.has(Number(number)))
}

function firstDate(cites: readonly Citation[]): Citation['date'] {
  return (
    cites
      .flatMap(({ date }) => date ?? [])
      .toSorted()
      .at(0) ?? null
  )
}
