import { z } from 'zod'
import type { Endpoint } from './openai-client.ts'

export type EmbedRequest = { readonly model: string; readonly texts: readonly string[]; readonly signal: AbortSignal }

/** A row of numbers for each text; `tokens` as the provider counts them, null where it does not. */
export type Embedded = { readonly vectors: readonly (readonly number[])[]; readonly tokens: number | null }

/** What is asked where. Ollama has an interface of its own that cuts a text to the model's window instead of refusing it. */
export function embedCall(
  { preset, baseUrl }: Pick<Endpoint, 'preset' | 'baseUrl'>,
  { model, texts }: Omit<EmbedRequest, 'signal'>,
): { readonly path: string; readonly body: unknown } {
  return preset === 'ollama'
    ? { path: `${baseUrl.replace(/\/v1\/?$/, '')}/api/embed`, body: { model, input: texts, truncate: true } }
    : { path: '/embeddings', body: { model, input: texts, encoding_format: 'float' } }
}

const Numbers = z.array(z.number()).min(1).max(16_384)
const Answer = z.union([
  z.object({
    data: z.array(z.object({ index: z.int().optional(), embedding: Numbers })),
    usage: z.object({ prompt_tokens: z.int().optional() }).optional().catch(undefined),
  }),
  z.object({ embeddings: z.array(Numbers), prompt_eval_count: z.int().optional().catch(undefined) }),
])

/** Reads either interface's answer; null where it is none, or has not one row of the same length for each text. */
export function readEmbedded(answer: unknown, texts: number): Embedded | null {
  const read = Answer.safeParse(answer).data
  if (!read) return null
  const embedded =
    'data' in read
      ? {
          vectors: read.data
            .map(({ index, embedding }, place) => ({ index: index ?? place, embedding }))
            .toSorted((one, other) => one.index - other.index)
            .map(({ embedding }) => embedding),
          tokens: read.usage?.prompt_tokens ?? null,
        }
      : { vectors: read.embeddings, tokens: read.prompt_eval_count ?? null }
  const [first] = embedded.vectors
  const fits = embedded.vectors.length === texts && embedded.vectors.every(({ length }) => length === first?.length)
  return fits ? embedded : null
}
