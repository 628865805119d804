import type { TokenUse } from '#shared/model/message.ts'

/** Calls after which what was really counted is believed more than the estimate. */
const enoughToCorrect = 3

/** What calls were taken to need, and what they really needed. */
export type Measured = { readonly calls: number; readonly estimated: TokenUse; readonly counted: TokenUse }

/** By how much an estimate has to be multiplied, from what was counted so far; 1 while too little was. */
export function correctionFrom({ calls, estimated, counted }: Measured): { prompt: number; completion: number } {
  if (calls < enoughToCorrect) return { prompt: 1, completion: 1 }
  const ratio = (really: number, guessed: number) => (guessed > 0 && really > 0 ? really / guessed : 1)
  return {
    prompt: ratio(counted.prompt, estimated.prompt),
    completion: ratio(counted.completion, estimated.completion),
  }
}

/** How fast models read and write, in tokens a second, before anything was measured. */
const pace = { nearby: { read: 1_000, write: 30 }, hosted: { read: 6_000, write: 60 } }

/** Seconds that work takes when so many calls run at once; a model on this machine does one after the other anyway. */
export function secondsOf(
  { prompt, completion }: TokenUse,
  { isNearby, atOnce }: { readonly isNearby: boolean; readonly atOnce: number },
): number {
  const { read, write } = isNearby ? pace.nearby : pace.hosted
  return Math.ceil((prompt / read + completion / write) / (isNearby ? 1 : atOnce))
}
