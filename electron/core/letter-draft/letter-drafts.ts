import type { Changes } from '#core/changes.ts'
import type { Companions } from '#core/companions/companions.ts'
import type { Letters } from '#core/companions/letters.ts'
import { AppError } from '#core/errors.ts'
import type { Log } from '#core/log.ts'
import { namesOf } from '#core/model-work/names.ts'
import { promptBudget } from '#core/prompt/budget.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { Database } from '#core/store/database.ts'
import { withoutUndefined } from '#core/without-undefined.ts'
import type { HistorySurvey } from '#shared/contract/letter-draft.ts'
import { excerpt } from '#shared/excerpt.ts'
import type { Language } from '#shared/languages.ts'
import type { ModelBinding, Profile } from '#shared/model/companion.ts'
import type { CompanionId, ConversationId, LetterDraftId, MessageId } from '#shared/model/ids.ts'
import type { DraftCap, DraftOptions, DraftPurpose, LetterDraft, PauseReason } from '#shared/model/letter-draft.ts'
import type { Self } from '#shared/model/self.ts'
import type { AnswerRepository } from './answer-repository.ts'
import { letterOf, profileOf, type LeftOut } from './compose.ts'
import type { DraftRepository } from './draft-repository.ts'
import { readHistory } from './history.ts'
import type { HistoryRepository } from './history-repository.ts'
import { momentsIn } from './moments.ts'
import { Paused } from './paid-calls.ts'
import { estimateWork, planChunks, type Reader } from './plan.ts'
import { emptyProgress } from './progress.ts'
import { runDraft } from './run-draft.ts'
import { createWordCount, surveyOf } from './survey.ts'
import { wordings } from './wording.ts'

/** Drafting the Letter, or a profile, from what was said; see shared/contract/letter-draft.ts. */
export type LetterDrafts = AsyncDisposable & {
  readonly survey: (
    input: { readonly companionId: CompanionId; readonly purpose: DraftPurpose; readonly language: Language },
    signal?: AbortSignal,
  ) => Promise<HistorySurvey>
  readonly current: (input: { readonly companionId: CompanionId; readonly purpose: DraftPurpose }) => LetterDraft | null
  readonly start: (input: { readonly companionId: CompanionId; readonly options: DraftOptions }) => LetterDraft
  readonly pause: (input: { readonly id: LetterDraftId }) => LetterDraft
  readonly resume: (input: { readonly id: LetterDraftId; readonly cap: DraftCap | null }) => LetterDraft
  readonly discard: (input: { readonly id: LetterDraftId }) => Promise<void>
  readonly place: (input: { readonly messageId: MessageId }) => { conversationId: ConversationId; text: string }
  readonly accept: (input: {
    readonly id: LetterDraftId
    readonly without: readonly LeftOut[]
    readonly place: 'replace' | 'end'
  }) => void
  /** Settles once nothing is at work; for tests and for closing. */
  readonly whenQuiet: () => Promise<void>
}

export type LetterDraftParts = {
  readonly database: Pick<Database, 'transaction'>
  readonly drafts: DraftRepository
  readonly answers: AnswerRepository
  readonly history: HistoryRepository
  readonly companions: Pick<Companions, 'get' | 'bringBack'>
  readonly letters: Pick<Letters, 'get' | 'bringBack'>
  readonly selfProfile: () => Self
  readonly providers: Pick<Providers, 'describe' | 'stream' | 'explain'>
  /** Days that a history seems to name. */
  readonly daysOf: (companionId: CompanionId) => HistorySurvey['days']
  /** Whether a word is said everywhere and so tells nothing. */
  readonly isPlain: (word: string) => boolean
  readonly fold: (text: string) => string
  readonly changes: Changes
  readonly log: Log
  readonly now: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly timeZone: () => string
  readonly stayAwake: () => void
  /** Milliseconds before what failed is asked again. */
  readonly pauseBetween?: number
}

/** Of a cited message, so much is shown beside the sentence. */
const longestPlace = 300

/** Work under way. */
export type DraftJob = { readonly cancel: AbortController; stop: PauseReason | null; readonly ended: Promise<void> }

export function createLetterDrafts(parts: LetterDraftParts): LetterDrafts {
  const { drafts, answers, history, companions, letters, selfProfile, providers, changes, log, now } = parts
  const jobs = new Map<LetterDraftId, DraftJob>()
  drafts.markInterrupted()

  function told(draft: LetterDraft): LetterDraft {
    changes.emit({ entity: 'letter-draft', id: draft.id, kind: 'updated' })
    return draft
  }

  function readerOf(binding: ModelBinding | null): (Reader & { provider: string; binding: ModelBinding }) | null {
    const model = binding && providers.describe(binding)
    if (!binding || !model || model.isDemo) return null
    const { isNearby, provider } = model
    return { model: binding.model, room: promptBudget(model).room, isNearby, provider, binding }
  }

  function begin(draft: LetterDraft): LetterDraft {
    const { id, companionId, binding, options } = draft
    const companion = companions.get(companionId)
    const reader = readerOf(binding)
    if (!reader) throw new AppError('PROVIDER_FAILED', { problem: 'no-model' })
    const job: { -readonly [Part in keyof DraftJob]: DraftJob[Part] } = {
      cancel: new AbortController(),
      stop: null,
      ended: Promise.resolve(),
    }
    const running = drafts.update(id, { state: 'running', pause: null })
    jobs.set(id, job)
    const names = namesOf(companion, { self: selfProfile(), person: wordings[options.language].person })
    job.ended = runDraft(running, job, { ...parts, reader, names, told })
      .catch((error: unknown) => {
        if (job.cancel.signal.aborted) return
        if (!(error instanceof Paused)) log.error({ draft: id, err: error }, 'a draft stopped without a name for it')
        told(drafts.update(id, { state: 'paused', pause: error instanceof Paused ? error.reason : 'unknown' }))
      })
      .finally(() => jobs.delete(id))
    return told(running)
  }

  async function remove(id: LetterDraftId): Promise<void> {
    const job = jobs.get(id)
    job?.cancel.abort()
    await job?.ended
    drafts.remove(id)
    changes.emit({ entity: 'letter-draft', id, kind: 'deleted' })
  }

  /** What of a draft still stands: what was said of messages that are gone goes with them. */
  function withoutGone(draft: LetterDraft): LetterDraft {
    const cited = draft.result?.flatMap(({ sentences }) => sentences.flatMap(({ cites }) => cites)) ?? []
    if (cited.length === 0) return draft
    const there = new Set(history.byIds([...new Set(cited.map(({ messageId }) => messageId))]).map(({ id }) => id))
    if (cited.every(({ messageId }) => there.has(messageId))) return draft
    const result = draft.result?.map((section) => {
      const sentences = section.sentences.filter(({ cites }) => cites.every(({ messageId }) => there.has(messageId)))
      return { ...section, sentences, dropped: section.dropped + section.sentences.length - sentences.length }
    })
    return drafts.update(draft.id, { result: result ?? null })
  }

  return {
    async survey({ companionId, purpose, language }, signal = new AbortController().signal) {
      const { binding } = companions.get(companionId)
      const words = createWordCount(language, parts.isPlain)
      const sessions = await readHistory(history, companionId, { signal, hear: words.hear })
      const reader = readerOf(binding)
      const since = drafts.coveredTo(companionId, purpose)
      const measured = answers.measured(companionId)
      const assumed = reader ?? { model: '', room: 24_000, isNearby: false }
      const estimate = async (scope: DraftOptions['scope']) =>
        estimateWork(await planChunks(sessions, { scope, since, reader: assumed, language }), {
          isKnown: (key) => answers.knows(companionId, key),
          measured,
          reader: assumed,
          purpose,
          scope,
        })
      // A profile says who somebody is and not what came last.
      const isNew =
        purpose === 'letter' &&
        since !== null &&
        sessions.some(({ messages }) => messages.some(({ at }) => at !== null && at > since))
      return {
        ...surveyOf(sessions, { history, moments: momentsIn(parts.timeZone()) }),
        words: words.words(),
        days: parts.daysOf(companionId),
        model: reader && {
          binding: reader.binding,
          provider: reader.provider,
          price: providers.describe(reader.binding)?.price ?? null,
          isNearby: reader.isNearby,
        },
        since: isNew ? since : null,
        estimates: {
          all: await estimate('all'),
          highlights: await estimate('highlights'),
          new: isNew ? await estimate('new') : null,
        },
      }
    },

    current({ companionId, purpose }) {
      const draft = drafts.current(companions.get(companionId).id, purpose)
      return draft && withoutGone(draft)
    },

    start({ companionId, options }) {
      const { binding } = companions.get(companionId)
      const before = drafts.current(companionId, options.purpose)
      if (before && jobs.has(before.id)) return before
      if (!binding || !readerOf(binding)) throw new AppError('PROVIDER_FAILED', { problem: 'no-model' })
      if (before) drafts.remove(before.id)
      answers.forgetFailures(companionId)
      return begin(drafts.insert({ companionId, options, binding, progress: emptyProgress, begunAt: now() }))
    },

    pause({ id }) {
      const job = jobs.get(id)
      if (!job) return drafts.get(id)
      job.stop ??= 'person'
      return told(drafts.update(id, { state: 'pausing' }))
    },

    resume({ id, cap }) {
      const draft = drafts.get(id)
      if (jobs.has(id) || draft.state !== 'paused') return draft
      return begin(drafts.update(id, { options: { ...draft.options, cap } }))
    },

    discard: ({ id }) => remove(drafts.get(id).id),

    place({ messageId }) {
      const [row] = history.byIds([messageId])
      if (!row) throw new AppError('NOT_FOUND', { entity: 'message' })
      return { conversationId: row.conversationId, text: excerpt(row.text.trim(), longestPlace) }
    },

    accept({ id, without, place }) {
      const stored = drafts.get(id)
      if (stored.state !== 'done') throw new AppError('INVALID_INPUT', { fields: ['id'] })
      const draft = withoutGone(stored)
      const { companionId, options } = draft
      parts.database.transaction(() => {
        if (options.purpose === 'letter') {
          const covered = drafts.coveredTo(companionId, 'letter')
          const since = covered === null ? null : momentsIn(parts.timeZone()).date(covered)
          const before = place === 'end' ? letters.get(companionId).text : ''
          letters.bringBack(companionId, letterOf(draft, { without, before, since }))
        } else {
          const { profile } = companions.get(companionId)
          companions.bringBack(companionId, { ...profile, ...withoutUndefined<Profile>(profileOf(draft, without)) })
        }
        drafts.update(id, { state: 'accepted', result: null })
      })
      changes.emit({ entity: 'letter-draft', id, kind: 'updated' })
    },

    async whenQuiet() {
      await Promise.all([...jobs.values()].map(({ ended }) => ended))
    },

    async [Symbol.asyncDispose]() {
      const ends = [...jobs.values()].map(({ cancel, ended }) => {
        cancel.abort()
        return ended
      })
      await Promise.all(ends)
      drafts.markInterrupted()
    },
  }
}
