import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { LocomoDialogue } from './locomo.ts'

const folder = path.join(import.meta.dirname, '../../../shared/bench/memorybank')

const Bank = z.record(
  z.string(),
  z.object({ history: z.record(z.string(), z.array(z.object({ query: z.string(), response: z.string() }))) }),
)

function read(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8')
}

/** What other people said to companions of theirs, in English. */
export function otherTalk(): string[] {
  return Object.values(Bank.parse(JSON.parse(read('memory_bank_en.json')))).flatMap(({ history }) =>
    Object.values(history).flatMap((day) => day.flatMap(({ query, response }) => [query, response])),
  )
}

/**
 * Fifteen people's talks in Chinese and what they asked about them. The set names no evidence; which turns answer a
 * question was judged by hand, as the day, the number of the exchange, and whether the user or the AI says it.
 */
export function readMemoryBank(): LocomoDialogue[] {
  const labels = z
    .array(z.array(z.array(z.string())))
    .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'memorybank-evidence.json'), 'utf8')))
  const asked = read('probing_questions_cn.jsonl')
    .trim()
    .split('\n')
    .map((line) => z.record(z.string(), z.array(z.string())).parse(JSON.parse(line)))
  return Object.entries(Bank.parse(JSON.parse(read('memory_bank_cn.json')))).map(([name, { history }], person) => {
    const turns = Object.entries(history).flatMap(([date, day]) =>
      day.flatMap(({ query, response }, index) => {
        const id = `${date.slice('2023-'.length)}:${index}`
        const at = Date.parse(`${date}T12:00Z`) + index * 60_000
        return [
          { id: `${id}u`, speaker: name, text: query, at },
          { id: `${id}a`, speaker: 'AI', text: response, at: at + 30_000 },
        ]
      }),
    )
    const questions = (asked[person]?.[name] ?? []).map((text, index) => {
      return { text, evidence: labels[person]?.[index] ?? [], category: 0 }
    })
    return { name, speakers: [name, 'AI'], turns, questions }
  })
}
