import { setTimeout as wait } from 'node:timers/promises'
import type { FailureCode } from '#shared/model/message.ts'

/** What passes: asking again after a while may help. Everything else would only be refused again. */
const passing = new Set<FailureCode>(['rate-limited', 'timeout', 'no-network', 'provider-error', 'malformed-stream'])

/**
 * Asks again, each time after longer, where what failed may pass. Throws the last failure. A provider that says how long
 * it wants to be left alone is left alone so long.
 */
export async function keepAsking<Value>(
  ask: () => Promise<Value>,
  {
    explain,
    random,
    signal,
    pause = 2_000,
    times = 4,
  }: {
    readonly explain: (error: unknown) => { readonly code: FailureCode; readonly retryAfterMs: number | null }
    readonly random: (bytes: number) => Uint8Array
    readonly signal: AbortSignal
    /** Milliseconds before the second time. */
    readonly pause?: number
    readonly times?: number
  },
): Promise<Value> {
  for (let time = 1; ; time += 1) {
    try {
      return await ask()
    } catch (error) {
      signal.throwIfAborted()
      const { code, retryAfterMs } = explain(error)
      if (time >= times || !passing.has(code)) throw error
      // Not all at the same moment: whoever was refused together would be refused together again.
      const spreadOut = 0.75 + (random(1)[0] ?? 0) / 512
      const longest = 60_000
      await wait(Math.min(longest, retryAfterMs ?? pause * 3 ** (time - 1) * spreadOut), undefined, { signal })
    }
  }
}
