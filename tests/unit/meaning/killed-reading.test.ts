import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { meant, textsIn } from '#tests/helpers/stand-in-meaning.ts'
import { createTrialChat } from '../chat/trial-chat.ts'
import { openMeaning, say } from './trial-meaning.ts'

test('after kill -9 what was read is kept, waits, and only the request under way is paid for again', async () => {
  await using trial = await createTrialChat()
  const { store, provider, binding, providers, changes } = trial
  say(
    store,
    trial.conversationId,
    Array.from({ length: 130 }, (_, index) => `Line ${index}.`),
  )
  const texts: string[] = []
  const stuck = Promise.withResolvers<void>()
  provider.embedWith((body) => {
    texts.push(...textsIn(body))
    if (texts.length <= 64) return meant(body)
    stuck.resolve()
    return 'silence'
  })
  const script = new URL('./reading-in-child.ts', import.meta.url).pathname
  const ids = [String(store.companion.id), String(binding.providerId)]
  const key = Buffer.from(store.key).toString('hex')
  const child = spawn(process.execPath, [script, store.folder, key, ...ids], { stdio: 'inherit' })
  await stuck.promise
  child.kill('SIGKILL')
  await once(child, 'exit')

  const one = { companionId: store.companion.id }
  await using meaning = openMeaning(store, providers, changes)
  expect(meaning.status(one)).toMatchObject({ state: 'paused', pause: 'interrupted', done: 64, messages: 130 })
  provider.embedWith((body) => {
    texts.push(...textsIn(body))
    return meant(body)
  })
  meaning.resume(one)
  await meaning.whenQuiet()
  expect(meaning.status(one)).toMatchObject({ state: 'ready', done: 130 })
  expect(texts).toHaveLength(130 + 32)
})
