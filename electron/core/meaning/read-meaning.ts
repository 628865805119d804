import { keepAsking } from '#core/model-work/keep-asking.ts'
import type { Embedded } from '#core/providers/embeddings.ts'
import type { Providers } from '#core/providers/providers.ts'
import type { Database } from '#core/store/database.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { MeaningRepository, UnreadMessage } from './meaning-repository.ts'
import { quantise } from './quantise.ts'
import type { SignTable } from './sign-table.ts'

export type ReadingParts = {
  readonly database: Pick<Database, 'transaction'>
  readonly repository: MeaningRepository
  readonly providers: Pick<Providers, 'embed' | 'explain'>
  readonly random: (bytes: number) => Uint8Array
  /** Milliseconds before what failed is asked again. */
  readonly pauseBetween?: number
}

/** The model answers with something else than it did: what was read before cannot be compared with it. */
export class ModelChanged extends Error {
  override readonly name = 'ModelChanged'
}

/** Messages of one request: few enough that an end in the middle pays for little twice. */
const batchSize = 32
/** So much of a message is read; less where the model's window is smaller than that. */
const lengths = [6_000, 1_000, 300] as const

/** Reads what is not read yet, batch by batch, each kept before the next is asked for. */
export async function readMeaning(
  { database, repository, providers, random, pauseBetween }: ReadingParts,
  {
    companionId,
    binding,
    after,
    signal,
    table,
    told,
  }: {
    readonly companionId: CompanionId
    readonly binding: ModelBinding
    readonly after: number
    readonly signal: AbortSignal
    /** The index in memory, where it is. */
    readonly table: () => SignTable | null
    readonly told: () => void
  },
): Promise<void> {
  let longest = 0

  async function embed(texts: readonly string[]): Promise<Embedded> {
    for (;;) {
      const length = lengths[longest]
      try {
        return await keepAsking(
          () =>
            providers.embed(
              binding,
              texts.map((text) => text.slice(0, length)),
              signal,
            ),
          { explain: providers.explain, random, signal, ...(pauseBetween !== undefined && { pause: pauseBetween }) },
        )
      } catch (error) {
        signal.throwIfAborted()
        if (providers.explain(error).code !== 'context-too-long' || longest === lengths.length - 1) throw error
        longest += 1
      }
    }
  }

  function keep(batch: readonly UnreadMessage[], { vectors, tokens }: Embedded): void {
    const meaning = repository.get(companionId)
    const dimensions = vectors[0]?.length ?? 0
    if (!meaning || (meaning.dimensions ?? dimensions) !== dimensions) throw new ModelChanged()
    const read = tokens ?? estimateTokens(batch.map(({ text }) => text).join('\n'))
    repository.put({ ...meaning, dimensions, tokens: meaning.tokens + read })
    for (const [index, message] of batch.entries()) {
      const quantised = quantise(vectors[index] ?? [])
      if (repository.add(companionId, message, quantised)) table()?.add(message.id, quantised.signs)
    }
  }

  let last = after
  for (;;) {
    const batch = repository.unread(companionId, last, batchSize)
    const end = batch.at(-1)
    if (!end) return
    const embedded = await embed(batch.map(({ text }) => text))
    signal.throwIfAborted()
    database.transaction(() => keep(batch, embedded))
    last = end.id
    told()
  }
}
