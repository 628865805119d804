import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draftAnswer, said } from '#tests/helpers/draft-model.ts'
import { createTrialChat, type TrialChat } from '../chat/trial-chat.ts'
import { longHistory, say } from './trial-draft.ts'

let trial: TrialChat
beforeEach(async () => {
  trial = await createTrialChat()
})
afterEach(() => trial[Symbol.asyncDispose]())

const script = new URL('./draft-in-child.ts', import.meta.url).pathname

/** Drafts in a process of its own, which `kill -9` ends when `until` is settled. Answers what it said. */
async function draftUntil(until: Promise<unknown> | null): Promise<string[]> {
  const { store } = trial
  const key = Buffer.from(store.key).toString('hex')
  const child = spawn(process.execPath, [script, store.folder, key, String(store.companion.id)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  void until?.then(() => child.kill('SIGKILL'))
  const [told] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return told.trim().split('\n')
}

test('after kill -9 a draft waits to be asked on, and pays for nothing that was answered before', async () => {
  say(trial.store, trial.conversationId, longHistory(260))
  const killed = Promise.withResolvers<void>()
  const asked: string[] = []
  trial.provider.answerWith((body) => {
    asked.push(body)
    // The fourth and what comes after it is never answered: that is where the process dies.
    if (asked.length === 4) killed.resolve()
    return asked.length > 3 && asked.length < 6 ? 'silence' : said(draftAnswer(body), body)
  })
  expect(await draftUntil(killed.promise)).toEqual(['none none'])
  const kept = trial.store.database.get<{ n: number }>('SELECT count(*) AS n FROM model_answer')?.n ?? 0
  expect(kept).toBeGreaterThanOrEqual(2)
  const lost = asked.length - kept
  trial.provider.answerWith((body) => said(draftAnswer(body), body))
  expect(await draftUntil(null)).toEqual(['paused interrupted', 'done'])
  const bodies = trial.provider.requests.map(({ body }) => body)
  const twice = bodies.filter((body, place) => bodies.indexOf(body) !== place)
  expect(twice).toHaveLength(lost)
}, 60_000)
