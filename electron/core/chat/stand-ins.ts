import type { ReplyStream } from '#core/providers/reply-stream.ts'
import type { FailureCode } from '#shared/model/message.ts'

/** Why nobody could even be asked. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked'
  readonly code: FailureCode

  constructor(code: FailureCode) {
    super(code)
    this.code = code
  }
}

/** A model that may speak; `provider` is null where it is gone. */
export type Candidate = {
  readonly model: string
  readonly provider: string | null
  readonly ask: () => ReplyStream | FailureCode
}

/** Asks one model after another until one says anything: what was begun is never taken over by somebody else. */
export function firstToSpeak(candidates: readonly Candidate[], signal: AbortSignal): ReplyStream | FailureCode {
  const [first] = candidates
  if (first === undefined) return 'no-model'
  return candidates.length === 1 ? first.ask() : oneAfterAnother(candidates, signal)
}

async function* oneAfterAnother(candidates: readonly Candidate[], signal: AbortSignal): ReplyStream {
  const asked: string[] = []
  for (const { model, provider, ask } of candidates) {
    let hasSpoken = false
    const isLast = asked.length === candidates.length - 1
    try {
      const stream = ask()
      if (typeof stream === 'string') throw new NotAsked(stream)
      for await (const piece of stream) {
        if (!hasSpoken && asked.length > 0)
          yield { type: 'stand-in', model, provider: provider ?? '', asked: [...asked] }
        hasSpoken = true
        yield piece
      }
      return
    } catch (error) {
      if (hasSpoken || isLast || signal.aborted) throw error
      asked.push(model)
    }
  }
}
