import { priceOf } from '#shared/price-of.ts'
import type { DraftProgress, DraftSection, DraftSectionId, LetterDraft } from '#shared/model/letter-draft.ts'
import type { TokenUse } from '#shared/model/message.ts'
import { sumOf } from './answer-repository.ts'
import { createDraftWork, type Notes } from './draft-work.ts'
import { expected, mergesOf, notesIn } from './expected.ts'
import { readHistory } from './history.ts'
import { withoutTwice } from './items.ts'
import type { DraftJob, LetterDraftParts } from './letter-drafts.ts'
import { momentsIn } from './moments.ts'
import { createPaidCalls } from './paid-calls.ts'
import { atOnce, corrected, planChunks, type PlannedChunk, type Reader } from './plan.ts'
import { pool } from './pool.ts'
import { examplesFrom, onlySaidName } from './profile-parts.ts'
import { emptyProgress, withFound } from './progress.ts'
import { sectionsOf } from './sections.ts'
import type { Names } from './wording.ts'

export type RunParts = LetterDraftParts & {
  readonly reader: Reader
  readonly names: Names
  readonly told: (draft: LetterDraft) => LetterDraft
}

/**
 * Reads, puts together and writes, from wherever an earlier run of the same draft stopped: every answer is kept under what
 * was asked. Throws `Paused`, and the signal's reason.
 */
export async function runDraft(draft: LetterDraft, job: DraftJob, parts: RunParts): Promise<void> {
  const { id, companionId, options, binding } = draft
  const { drafts, answers, history, providers, reader, fold, told } = parts
  const { signal } = job.cancel
  const moments = momentsIn(parts.timeZone())
  const isFirstTime = draft.progress.read.of === 0
  let progress: DraftProgress = { ...emptyProgress, spent: draft.progress.spent, known: draft.progress.known }
  let unread: readonly PlannedChunk[] = []
  /** How many notes there are, or will be. */
  let notes = 0

  function left(): TokenUse {
    const { merge, write } = progress
    const calls = [
      ...unread.map(expected.read),
      ...Array.from({ length: merge.of - merge.done }, () => expected.merge((notes * 1.2) / merge.of)),
      ...Array.from({ length: write.of - write.done }, () => expected.write(notes / 2)),
    ]
    return corrected(sumOf(calls), answers.measured(companionId))
  }

  /** Tells how far the work is; what it says is kept with what was paid for. */
  function move(change: Partial<DraftProgress>): void {
    progress = { ...progress, ...change }
    const { read, merge, write } = progress
    const calls = unread.length + merge.of - merge.done + write.of - write.done
    const seconds = (calls * answers.measured(companionId).milliseconds) / 1_000 / atOnce(reader)
    progress = { ...progress, left: left(), secondsLeft: Math.ceil(seconds) }
    // While it is being stopped it stays so on the screen.
    const state = job.stop === null ? 'running' : 'pausing'
    told(drafts.update(id, { progress, state, ...(read.of > 0 && { pause: null }) }))
  }

  const ask = createPaidCalls({
    ...parts,
    companionId,
    binding,
    signal,
    whyNot: (use) => job.stop ?? (isWithinCap(use) ? null : 'cap'),
    onPaid(spent) {
      parts.stayAwake()
      progress = { ...progress, spent: sumOf([progress.spent, spent]) }
      drafts.update(id, { progress })
    },
    ...(parts.pauseBetween !== undefined && { pause: parts.pauseBetween }),
  })

  function isWithinCap(use: TokenUse): boolean {
    const { cap } = options
    if (cap === null) return true
    const total = sumOf([progress.spent, corrected(use, answers.measured(companionId))])
    if (cap.kind === 'tokens') return total.prompt + total.completion <= cap.most
    // Without a price nobody can say what was spent, and so nothing is.
    return (priceOf(total, providers.describe(binding)?.price ?? null) ?? Number.POSITIVE_INFINITY) <= cap.most
  }

  const work = createDraftWork({
    history,
    ask,
    options,
    reader,
    names: parts.names,
    isTheirs: (row) => row.role === 'assistant' && (row.companionId === null || row.companionId === companionId),
    moments,
    fold,
  })

  async function read(chunks: readonly PlannedChunk[]): Promise<Notes[]> {
    const isKnown = new Set(chunks.filter(({ key }) => answers.knows(companionId, key)))
    unread = chunks.filter((chunk) => !isKnown.has(chunk))
    notes = notesIn(chunks)
    move({
      phase: 'read',
      read: { done: 0, of: chunks.length },
      merge: { done: 0, of: mergesOf(chunks.length) },
      write: { done: 0, of: sections.length },
      ...(isFirstTime && { known: isKnown.size }),
    })
    const found = await pool(chunks, atOnce(reader), async (chunk): Promise<Notes[]> => {
      const from = chunk.from === null ? null : moments.date(chunk.from)
      const end = await work.read(chunk)
      unread = unread.filter((one) => one !== chunk)
      const isRead = { ...progress.read, done: progress.read.done + 1 }
      if (end.value === null) {
        const to = chunk.to === null ? null : moments.date(chunk.to)
        const failure = { from, to, messages: chunk.messages.length, why: end.why }
        move({ read: isRead, failures: [...progress.failures, failure] })
        return []
      }
      move({ ...withFound(progress, end.value), read: isRead })
      return [{ from, items: end.value.items }]
    })
    return found.flat()
  }

  async function merge(first: readonly Notes[]): Promise<Notes[]> {
    let merged = [...first]
    let done = 0
    notes = merged.reduce((sum, { items }) => sum + items.length, 0)
    for (let level = 0; merged.length > 1; level += 1) {
      const groups = work.groups(merged, level)
      // Beyond the years there is nothing to wait for: what fits into no call together stays beside each other.
      if (level > 1 && groups.length === merged.length) break
      const calls = groups.filter((group) => group.length > 1).length
      move({ phase: 'merge', merge: { done, of: done + calls + mergesOf(groups.length) } })
      merged = await pool(groups, atOnce(reader), async (group) => {
        const one = await work.merge(group)
        if (group.length > 1) {
          done += 1
          move({ merge: { ...progress.merge, done } })
        }
        return one
      })
    }
    move({ phase: 'write', merge: { done, of: done } })
    return merged
  }

  const sections = sectionsOf(options.purpose, options.scope)
  const since = drafts.coveredTo(companionId, options.purpose)
  const sessions = await readHistory(history, companionId, { signal })
  const chunks = await planChunks(sessions, { scope: options.scope, since, reader, language: options.language })
  const merged = await merge(await read(chunks))
  const items = withoutTwice(merged.flatMap((one) => one.items))
  notes = items.length
  const result = await pool(sections, atOnce(reader), async (section: DraftSectionId): Promise<DraftSection> => {
    const written = section === 'examples' ? examplesFrom(items, history) : await work.write(section, items)
    move({ write: { ...progress.write, done: progress.write.done + 1 } })
    return section === 'callsYou' || section === 'youCall' ? onlySaidName(written, history, fold) : written
  })
  const times = chunks.flatMap(({ to }) => to ?? [])
  const coveredTo = times.reduce((most, at) => Math.max(most, at), since ?? 0)
  told(drafts.update(id, { state: 'done', pause: null, result, coveredTo: coveredTo === 0 ? null : coveredTo }))
}
