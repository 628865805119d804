import { z } from 'zod'
import type { TokenUse } from '#shared/model/message.ts'

const words = z.string().nullish().catch(null)

/** Mistral's reasoning models send parts in place of a string; unknown parts are skipped. */
const ContentPart = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('thinking'), thinking: z.array(z.object({ text: z.string().catch('') })) }),
  z.object({ type: z.string() }).transform(() => null),
])

const Choice = z.object({
  delta: z
    .object({
      content: z.union([z.string(), z.array(ContentPart)]).nullish(),
      refusal: words,
      reasoning_content: words,
      reasoning: words,
    })
    .nullish(),
  finish_reason: words,
})

/** One event of a chat completion stream, as loosely as the endpoints in use require. */
const Chunk = z.object({
  model: words,
  choices: z.array(Choice).nullish(),
  usage: z
    .object({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() })
    .nullish()
    .catch(null),
})

/** What one event adds to a reply. */
export type ChunkContent = {
  readonly text: string
  readonly thought: string
  readonly finishReason: string | null
  readonly model: string | null
  readonly tokens: TokenUse | null
}

/** Reads one parsed event; null when it is no chat completion chunk. */
export function readChunk(event: unknown): ChunkContent | null {
  const read = Chunk.safeParse(event)
  if (!read.success) return null
  const { model, choices, usage } = read.data
  const choice = choices?.[0]
  const content = choice?.delta?.content
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : (content ?? [])
  let text = ''
  let thought = choice?.delta?.reasoning_content ?? choice?.delta?.reasoning ?? ''
  for (const part of parts) {
    if (part?.type === 'text') text += part.text
    else if (part?.type === 'thinking') thought += part.thinking.map((piece) => piece.text).join('')
  }
  return {
    text: text + (choice?.delta?.refusal ?? ''),
    thought,
    finishReason: choice?.finish_reason || null,
    model: model || null,
    tokens: usage ? { prompt: usage.prompt_tokens, completion: usage.completion_tokens } : null,
  }
}
