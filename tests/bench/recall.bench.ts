import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createRecall, type Recall } from '#core/memory/recall.ts'
import { createRecallRepository } from '#core/memory/recall-repository.ts'
import { tokenize } from '#core/search/tokenize.ts'
import { openDatabase } from '#core/store/database.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { quantile, worked, type Bench, type BenchRow } from './bench.ts'
import { readLocomo } from './locomo.ts'
import { readMemoryBank } from './memorybank.ts'
import { fillWithDialogues, type AskedQuestion } from './recall-vault.ts'

const depths = [5, 10, 20] as const
type Found = Readonly<Record<(typeof depths)[number], number>>

/** The share of each question's evidence among the first so many, in hundredths, mean over the questions. */
const measure = (
  recall: Recall,
  questions: readonly AskedQuestion[],
): Found & { readonly times: readonly number[] } => {
  const sums = { 5: 0, 10: 0, 20: 0 }
  const times: number[] = []
  for (const { text, companionId, evidence, now } of questions) {
    let found: readonly MessageId[] = []
    const ask = () => {
      const query = { companionId, texts: [text], now, exclude: new Set<MessageId>(), limit: 20 }
      found = recall(query).map(({ messageId }) => messageId)
    }
    times.push(worked(ask))
    for (const depth of depths) {
      const first = new Set(found.slice(0, depth))
      sums[depth] += evidence.filter((id) => first.has(id)).length / evidence.length
    }
  }
  const mean = (depth: (typeof depths)[number]) => (100 * sums[depth]) / Math.max(1, questions.length)
  return { 5: mean(5), 10: mean(10), 20: mean(20), times }
}

/** The share of questions, in hundredths, for which something that answers them is among the first so many. */
const hitsOf = (recall: Recall, questions: readonly AskedQuestion[]): { readonly 5: number; readonly 10: number } => {
  const found = questions.map(({ text, companionId, evidence, now }) => {
    const query = { companionId, texts: [text], now, exclude: new Set<MessageId>(), limit: 10 }
    return recall(query).findIndex(({ messageId }) => evidence.includes(messageId))
  })
  const within = (depth: number) => (100 * found.filter((at) => at >= 0 && at < depth).length) / found.length
  return { 5: within(5), 10: within(10) }
}

const atLeast = (what: string, measured: number, bound: number): BenchRow => ({
  what,
  against: 'the bound',
  unit: '%',
  measured,
  baseline: bound,
  budget: 1,
  better: 'more',
})

/** What is found again of long dialogues when somebody asks about them, through a real vault and without any network. */
export const bench: Bench = {
  name: 'recall',
  run: async ({ folder, full }) => {
    const dialogues = readLocomo()
    const open = (name: string) => {
      mkdirSync(path.join(folder, name))
      return openDatabase({ file: path.join(folder, name, 'keepsake.db'), key: randomBytes(32), mode: 'create' })
    }
    using apart = open('apart')
    const questions = fillWithDialogues(apart, dialogues, { together: false, turns: 0 })
    const recall = createRecall({ repository: createRecallRepository(apart), tokenize })
    const all = measure(recall, questions)
    const several = measure(
      recall,
      questions.filter(({ category }) => category === 1),
    )

    using chinese = open('chinese')
    const talks = fillWithDialogues(chinese, readMemoryBank(), { together: false, turns: 0 })
    const hits = hitsOf(createRecall({ repository: createRecallRepository(chinese), tokenize }), talks)

    // Everything with one companion, among invented turns of the same words.
    using crowd = open('crowd')
    const among = fillWithDialogues(crowd, dialogues, { together: true, turns: 100_000 })
    const asked = full ? among : among.filter((_, index) => index % 4 === 0)
    const crowded = createRecall({ repository: createRecallRepository(crowd), tokenize })
    const far = measure(crowded, asked)
    return [
      ...depths.map((depth) => atLeast(`evidence in the first ${depth}`, all[depth], { 5: 70, 10: 79, 20: 85 }[depth])),
      atLeast('evidence in several places, in the first 10', several[10], 50),
      atLeast('evidence among 100,000 turns, in the first 10', far[10], 72),
      atLeast('a Chinese question answered in the first 5', hits[5], 85),
      atLeast('a Chinese question answered in the first 10', hits[10], 90),
      {
        what: 'work of one recall among 100,000 turns, p95',
        against: 'the bound',
        unit: 'ms',
        measured: quantile(far.times, 0.95),
        baseline: 60,
        budget: 1,
        better: 'less',
      },
    ]
  },
}
