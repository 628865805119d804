import { quotedLines, type QuotedLine } from '#core/model-work/quoted-lines.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import { excerpt } from '#shared/excerpt.ts'
import { DraftSection, type DraftOptions, type DraftSectionId } from '#shared/model/letter-draft.ts'
import { z } from 'zod'
import { expected, mergedAtOnce } from './expected.ts'
import type { HistoryRepository, HistoryRow } from './history-repository.ts'
import { DraftItem, FoundItems, readItems, readMerged, withoutTwice, type ShownMessage } from './items.ts'
import type { Moments } from './moments.ts'
import type { Call, CallEnd } from './paid-calls.ts'
import { keyOf, type PlannedChunk, type Reader } from './plan.ts'
import { itemsFor } from './sections.ts'
import { readSentences } from './sentences.ts'
import { wordings, type Names } from './wording.ts'

export type DraftWorkParts = {
  readonly history: Pick<HistoryRepository, 'byIds'>
  readonly ask: <Value>(call: Call<Value>) => Promise<CallEnd<Value>>
  readonly options: DraftOptions
  readonly reader: Reader
  readonly names: Names
  /** Whether words of a room are this companion's. */
  readonly isTheirs: (row: HistoryRow) => boolean
  readonly moments: Moments
  /** Makes one of what is spelt differently and means the same. */
  readonly fold: (text: string) => string
}

/** Notes of a stretch of time. */
export type Notes = { readonly from: string | null; readonly items: readonly DraftItem[] }

/** What a draft asks a model, step by step. */
export type DraftWork = {
  readonly read: (chunk: PlannedChunk) => Promise<CallEnd<FoundItems>>
  /** One level of putting notes together, by stretches of time; each group is one call. */
  readonly groups: (notes: readonly Notes[], level: number) => Notes[][]
  /** Notes of a group as one. Where the model gives nothing, all of them stay. */
  readonly merge: (group: readonly Notes[]) => Promise<Notes>
  readonly write: (section: DraftSectionId, items: readonly DraftItem[]) => Promise<DraftSection>
}

const Items = z.array(DraftItem)
/** How much of a date makes a stretch of time: first a month, then a year, then everything. */
const stretches = [7, 4]

export function createDraftWork(parts: DraftWorkParts): DraftWork {
  const { history, ask, options, reader, names, isTheirs, moments, fold } = parts
  const { language } = options
  const wording = wordings[language]
  const { again } = wording

  const notesOf = (items: readonly DraftItem[]): string =>
    quotedLines(
      items.map(({ kind, text, date, cites }, index) => ({
        number: index + 1,
        at: date ?? '',
        speaker: wording.kinds[kind],
        text:
          kind === 'line'
            ? text
            : `${text} (${cites
                .map(({ quote }) => quote)
                .slice(0, 2)
                .join(' / ')})`,
      })),
    )

  return {
    read(chunk) {
      const rows = new Map(
        history.byIds([...chunk.before, ...chunk.messages].map(({ id }) => id)).map((row) => [row.id, row]),
      )
      const shown = new Map<number, ShownMessage & { readonly line: QuotedLine }>()
      for (const { id } of [...chunk.before, ...chunk.messages]) {
        const row = rows.get(id)
        if (!row) continue
        const theirs = isTheirs(row)
        const number = shown.size + 1
        const speaker = row.role === 'user' ? names.user : theirs ? names.char : (row.author ?? '?')
        // A message longer than all that fits is shown by its beginning.
        const line = {
          number,
          at: row.at === null ? '' : moments.full(row.at),
          speaker,
          text: excerpt(row.text, reader.room),
        }
        const date = row.at === null ? null : moments.date(row.at)
        shown.set(number, { id, text: row.text, date, isTheirs: theirs, line })
      }
      return ask({
        key: chunk.key,
        prompt: wording.read(names, quotedLines([...shown.values()].map(({ line }) => line))),
        again,
        read: (json) => readItems(json, shown, fold),
        known: (output) => FoundItems.parse(output),
        cites: ({ items }) => items.flatMap(({ cites }) => cites.map(({ messageId }) => messageId)),
        expected: expected.read(chunk),
      })
    },

    groups(notes, level) {
      const period = (from: string | null) => (from ?? '').slice(0, stretches[level] ?? 0)
      const room = reader.room * 0.7
      const groups: Notes[][] = []
      let tokens = 0
      for (const one of notes) {
        const group = groups.at(-1)
        const more = estimateTokens(notesOf(one.items))
        const first = group?.[0]
        if (
          group &&
          first &&
          group.length < mergedAtOnce &&
          tokens + more <= room &&
          period(first.from) === period(one.from)
        ) {
          group.push(one)
          tokens += more
        } else {
          groups.push([one])
          tokens = more
        }
      }
      return groups
    },

    async merge(group) {
      const items = withoutTwice(group.flatMap((notes) => notes.items))
      const from = group[0]?.from ?? null
      if (group.length < 2 || items.length < 2) return { from, items }
      const most = Math.max(12, Math.ceil(items.length * 0.6))
      const end = await ask({
        key: keyOf('merge', reader.model, language, items),
        prompt: wording.merge(names, most, notesOf(items)),
        again,
        read: (json) => readMerged(json, items),
        known: (output) => Items.parse(output),
        cites: (merged) => merged.flatMap(({ cites }) => cites.map(({ messageId }) => messageId)),
        expected: expected.merge(items.length),
      })
      return { from, items: end.value ?? items }
    },

    async write(section, items) {
      const fitting = itemsFor(section, items)
      while (fitting.length > 1 && estimateTokens(notesOf(fitting)) > reader.room - 500) fitting.pop()
      if (fitting.length === 0) return { id: section, sentences: [], dropped: 0, failed: false }
      const { voice } = options
      const end = await ask({
        key: keyOf('write', reader.model, language, [section, voice, fitting]),
        prompt: wording.write({ names, section, voice, notes: notesOf(fitting) }),
        again,
        read: (json) => readSentences(json, section, fitting, fold),
        known: (output) => DraftSection.parse(output),
        cites: ({ sentences }) => sentences.flatMap(({ cites }) => cites.map(({ messageId }) => messageId)),
        expected: expected.write(fitting.length),
      })
      return end.value ?? { id: section, sentences: [], dropped: 0, failed: true }
    },
  }
}
