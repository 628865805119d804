import type { Passage, Remembered, ToldMemory } from '#core/prompt/remembered.ts'
import type { Token } from '#core/search/tokenize.ts'
import type { CompanionId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Memory } from '#shared/model/memory.ts'
import { excerpt } from '#shared/excerpt.ts'
import { summaryText } from '#shared/model/summary.ts'
import { oneLine } from '#shared/one-line.ts'
import type { MemoryRepository } from './memory-repository.ts'
import { givesWay, type Recall, type Recalled, type RecallQuery } from './recall.ts'
import type { RecallRepository } from './recall-repository.ts'
import type { SummaryRepository } from './summary-repository.ts'
import { recallTerms } from './recall-terms.ts'

/** What of the past is told to somebody who is about to answer. */
export type Remember = (asked: {
  readonly companionId: CompanionId
  /** The words to be answered and those just before them, oldest first. */
  readonly texts: readonly string[]
  /** What the person said last. */
  readonly question: string
  /** Messages that the prompt holds anyway. */
  readonly exclude: ReadonlySet<MessageId>
  readonly after?: RecallQuery['after']
  readonly now: Timestamp
}) => Remembered

const mostPassages = 12
const mostMemories = 20
const mostSummaries = 3
/** What matters so much less than the best find only takes room. */
const leastShare = { byWords: 0.55, fused: 0.45 }
const longestExcerpt = 120

export function createRemember({
  repository,
  summaries,
  messages,
  recall,
  near = () => [],
  tokenize,
}: {
  readonly repository: Pick<MemoryRepository, 'each'>
  readonly summaries: Pick<SummaryRepository, 'each'>
  readonly messages: Pick<RecallRepository, 'shownAt'>
  readonly recall: Recall
  /** Messages that mean something near to a question, the nearest first. */
  readonly near?: (companionId: CompanionId, question: string) => readonly MessageId[]
  readonly tokenize: (text: string) => Token[]
}): Remember {
  /** What each memory can be found by; worked out again when it says something else. */
  const known = new Map<number, { readonly text: string; readonly keys: ReadonlySet<string> }>()

  function keysOf({ id, text }: Memory): ReadonlySet<string> {
    const before = known.get(id)
    if (before?.text === text) return before.keys
    const terms = recallTerms([{ text, weight: 1 }], tokenize).filter(({ weight }) => weight >= 0.5)
    const keys = new Set(terms.map((term) => term.text))
    known.set(id, { text, keys })
    return keys
  }

  function fitting(memories: readonly Memory[], texts: readonly string[]): ToldMemory[] {
    const terms = recallTerms(
      texts.toReversed().map((text, index) => ({ text, weight: 1 / (1 + index) })),
      tokenize,
    )
    const counts = new Map<string, number>()
    const held = memories.map((memory) => {
      const keys = keysOf(memory)
      const shared = terms.filter(({ text }) => keys.has(text))
      for (const { text } of shared) counts.set(text, (counts.get(text) ?? 0) + 1)
      return { memory, shared }
    })
    return held
      .filter(({ shared }) => shared.length > 0)
      .map(({ memory, shared }) => {
        const worth = (text: string, weight: number) => weight * Math.log(1 + memories.length / (counts.get(text) ?? 1))
        const score = shared.reduce((sum, { text, weight }) => sum + worth(text, weight), 0)
        return { memory, score, because: shared.flatMap(({ said }) => said ?? []).slice(0, 4) }
      })
      .toSorted((one, other) => other.score - one.score || other.memory.id - one.memory.id)
      .slice(0, mostMemories)
      .map(({ memory, because }) => toTold(memory, because))
  }

  /** Each with what was said just before and after it; what two of them share is told once. */
  function passages(found: readonly Recalled[], { exclude, after }: Pick<RecallQuery, 'exclude' | 'after'>): Passage[] {
    const beside = found.flatMap(({ conversationId, depth }) => [
      { conversationId, depth: depth - 1 },
      { conversationId, depth: depth + 1 },
    ])
    const rows = messages
      .shownAt(beside)
      .filter((row) => !exclude.has(row.id) && isSpoken(row.role) && !givesWay(row, after))
    const told = new Set<MessageId>(found.map(({ messageId }) => messageId))
    return found.map((one): Passage => {
      const around = rows.filter(
        (row) =>
          row.conversationId === one.conversationId && Math.abs(row.depth - one.depth) === 1 && !told.has(row.id),
      )
      for (const { id } of around) told.add(id)
      const lines = [...around, one].toSorted((a, z) => a.depth - z.depth)
      return {
        at: one.at,
        lines: lines.map(({ role, text }) => ({ speaker: role === 'user' ? 'person' : 'companion', text })),
        note: {
          excerpt: excerpt(oneLine(one.text), longestExcerpt),
          because: [...one.because],
          byMeaning: one.byMeaning,
          messageId: one.messageId,
          conversationId: one.conversationId,
        },
      }
    })
  }

  /** What a prompt holds word by word anyway needs no short form of it. */
  function latest(companionId: CompanionId, exclude: ReadonlySet<MessageId>): ToldMemory[] {
    const told: ToldMemory[] = []
    for (const summary of summaries.each(companionId)) {
      const sources = summary.sentences.flatMap((sentence) => sentence.sources)
      if (sources.length > 0 && sources.every(({ messageId }) => exclude.has(messageId))) continue
      const { from, to } = summary
      told.push(toTold({ text: summaryText(summary), since: from, until: to === from ? null : to, sources }, []))
      if (told.length === mostSummaries) break
    }
    return told
  }

  return ({ companionId, texts, question, exclude, after, now }) => {
    const kept = [...repository.each(companionId, 'kept')]
    const meant = near(companionId, question)
    const all = recall({ companionId, texts, now, exclude, after, limit: mostPassages, near: meant })
    const enough = (all[0]?.score ?? 0) * (meant.length > 0 ? leastShare.fused : leastShare.byWords)
    const found = all.filter(({ score }) => score >= enough)
    return {
      pinned: kept.filter(({ pinned }) => pinned).map((memory) => toTold(memory, [])),
      summaries: latest(companionId, exclude),
      memories: fitting(
        kept.filter(({ pinned }) => !pinned),
        texts,
      ),
      passages: passages(found, { exclude, after }),
    }
  }
}

function toTold(
  { text, since, until, sources }: Pick<Memory, 'text' | 'since' | 'until' | 'sources'>,
  because: readonly string[],
): ToldMemory {
  const [source] = sources
  return {
    text,
    since,
    until,
    note: {
      excerpt: excerpt(oneLine(text), longestExcerpt),
      because: [...because],
      byMeaning: false,
      messageId: source?.messageId ?? null,
      conversationId: source?.conversationId ?? null,
    },
  }
}

function isSpoken(role: string): boolean {
  return role === 'user' || role === 'assistant'
}
