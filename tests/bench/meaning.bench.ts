import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { createMeaningRepository } from '#core/meaning/meaning-repository.ts'
import { quantise, similarity } from '#core/meaning/quantise.ts'
import { createSignTable } from '#core/meaning/sign-table.ts'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createCompanionRepository } from '#core/companions/companion-repository.ts'
import { openDatabase } from '#core/store/database.ts'
import { quantile, worked, type Bench } from './bench.ts'
import { createRandom } from './invented-text.ts'

const candidates = 500
const found = 10

/** Directions in bunches, as meanings lie: around each of some hundred topics. */
const inventVectors = (count: number, dimensions: number): Float64Array[] => {
  const random = createRandom(11)
  const normal = () => random() + random() + random() - 1.5
  const direction = () => Float64Array.from({ length: dimensions }, normal)
  const topics = Array.from({ length: 200 }, direction)
  return Array.from({ length: count }, (_, index) => {
    const topic = topics[index % topics.length] ?? new Float64Array(dimensions)
    return direction().map((value, place) => value + 0.8 * (topic[place] ?? 0))
  })
}

const cosine = (one: Float64Array, other: Float64Array): number => {
  let [product, ofOne, ofOther] = [0, 0, 0]
  for (const [place, x] of one.entries()) {
    const y = other[place] ?? 0
    product += x * y
    ofOne += x * x
    ofOther += y * y
  }
  return product / Math.sqrt(ofOne * ofOther)
}

/** Finding the nearest of many vectors in the vault: the signs in memory, then the vectors of the best. */
export const bench: Bench = {
  name: 'meaning',
  run: async ({ folder, full }) => {
    const [count, dimensions] = full ? [100_000, 768] : [100_000, 384]
    const vectors = inventVectors(count, dimensions)
    using database = openDatabase({ file: path.join(folder, 'keepsake.db'), key: randomBytes(32), mode: 'create' })
    const conversations = createConversationRepository(database)
    const companions = createCompanionRepository({ database, conversations })
    const companion = companions.create({
      profile: { name: 'A', description: '', greeting: '' },
      binding: null,
      createdAt: 1,
    })
    const repository = createMeaningRepository(database)
    const state = { state: 'ready', pause: null, keepsUp: false, tokens: 0 } as const
    repository.put({ companionId: companion.id, providerId: null, model: 'm', dimensions, ...state })
    const insert = `INSERT INTO message (conversation_id, depth, role, text, state) VALUES (?, ?, 'user', ?, 'complete')`
    const table = createSignTable(dimensions / 32)
    const ids: number[] = []
    database.transaction(() => {
      for (const [depth, vector] of vectors.entries()) {
        const { lastId } = database.run(insert, companion.lifelongId, depth, 'x')
        const message = { id: lastId as Parameters<typeof repository.add>[1]['id'], text: 'x' }
        const quantised = quantise([...vector])
        repository.add(companion.id, message, quantised)
        table.add(lastId, quantised.signs)
        ids.push(lastId)
      }
    })

    const random = createRandom(13)
    const questions = Array.from({ length: 60 }, () => {
      const near = vectors[Math.floor(random() * count)] ?? new Float64Array(dimensions)
      return near.map((value) => value + (random() - 0.5) * 2)
    })
    let right = 0
    const times = questions.map((question) => {
      const asked = quantise([...question])
      let nearest: number[] = []
      const time = worked(() => {
        nearest = repository
          .vectorsOf(companion.id, table.nearest(asked.signs, candidates))
          .map(({ id, vector }) => ({ id: Number(id), score: similarity(asked.vector, vector) }))
          .toSorted((one, other) => other.score - one.score)
          .slice(0, found)
          .map(({ id }) => id)
      })
      const scores = vectors.map((vector, index) => ({ id: ids[index] ?? 0, score: cosine(question, vector) }))
      const truth = scores.toSorted((one, other) => other.score - one.score).slice(0, found)
      right += truth.filter(({ id }) => nearest.includes(id)).length / found
      return time
    })
    const bound = { against: 'the bound', budget: 1 } as const
    return [
      {
        ...bound,
        what: `nearest of ${count.toLocaleString('en')} vectors, p95`,
        unit: 'ms',
        measured: quantile(times, 0.95),
        baseline: 60,
        better: 'less',
      },
      {
        ...bound,
        what: `of the ten that are really nearest`,
        unit: '%',
        measured: (100 * right) / questions.length,
        baseline: 95,
        better: 'more',
      },
    ]
  },
}
