import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createChanges } from '#core/changes.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createLog } from '#core/log.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { openDatabase } from '#core/store/database.ts'
import { countWords } from '#core/story/count-words.ts'
import { createOurStory } from '#core/story/our-story.ts'
import { createStoryRepository } from '#core/story/story-repository.ts'
import { aMessage } from '#tests/helpers/test-store.ts'
import { median, type Bench } from './bench.ts'
import { seedDatabase } from './seed.ts'

const rounds = 7
/** What the page may take on a million messages, in milliseconds. */
const promised = 1_000
const zone = 'Europe/Berlin'

/** Milliseconds of processor time: other work of the machine is not this page's. */
const worked = async (work: () => unknown): Promise<number> => {
  const begun = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000
}

/** The figures of a companion: what they cost must not be what reading every message costs. */
export const bench: Bench = {
  name: 'story',
  run: async ({ folder, full }) => {
    const size = full ? 1_000_000 : 100_000
    mkdirSync(path.join(folder, 'story'))
    const file = path.join(folder, 'story', 'keepsake.db')
    using database = openDatabase({ file, key: randomBytes(32), mode: 'create' })
    const { companionId, conversationIds } = seedDatabase(database, {
      messages: size,
      conversations: 500,
      longest: size / 2,
      pace: 10,
    })
    const [id] = conversationIds
    if (id === undefined) throw new Error('the seed made no conversation')
    using story = createOurStory({
      database,
      repository: createStoryRepository(database),
      companionIds: () => [companionId],
      plain: { words: new Set(), characters: new Set() },
      changes: createChanges(),
      log: createLog({ logTo: process.stderr, now: () => 0 }),
      now: () => Date.now(),
      timeZone: () => zone,
    })
    const messages = createMessageRepository({ database, index: createMessageIndex(database) })

    const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone })
    const anew = (): void => {
      const days = new Map<string, number>()
      const rows = database.each<{ at: number; text: string }>(
        `SELECT m.created_at AS at, m.text FROM conversation c JOIN thread t ON t.conversation_id = c.id
         JOIN message m ON m.id = t.message_id WHERE c.companion_id = ?`,
        companionId,
      )
      for (const { at, text } of rows) {
        const { characters, words } = countWords(text)
        const date = day.format(at)
        days.set(date, (days.get(date) ?? 0) + characters + words)
      }
    }
    const first = await worked(() => story.years({ companionId }))
    const again: number[] = []
    const afterOne: number[] = []
    const reading: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      again.push(await worked(() => story.years({ companionId })))
      messages.append(aMessage(id, messages.leafId(id), '又说了一句', { createdAt: Date.now() }))
      afterOne.push(await worked(() => story.years({ companionId })))
      reading.push(await worked(anew))
    }
    const row = { unit: 'ms of work', better: 'less' } as const
    const page = `the page of ${size.toLocaleString('en')} messages`
    const anewAgain = { against: 'counting each anew', baseline: median(reading) }
    return [
      {
        ...row,
        what: page,
        against: 'the promise for 1,000,000',
        budget: 1,
        measured: median(again),
        baseline: promised,
      },
      { ...row, what: page, ...anewAgain, budget: 0.25, measured: median(again) },
      { ...row, what: `${page}, one more said`, ...anewAgain, budget: 0.3, measured: median(afterOne) },
      { ...row, what: `${page}, never counted before`, ...anewAgain, budget: 2, measured: first },
    ]
  },
}
