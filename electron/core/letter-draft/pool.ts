/**
 * Does something with each of several things, so many at a time, and answers in their order. When one fails, no other
 * begins, those that are under way come to their end, and then the first failure is thrown.
 */
export async function pool<Thing, Result>(
  things: readonly Thing[],
  atOnce: number,
  work: (thing: Thing) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = things.entries()
  let hasFailed = false
  const ends = await Promise.allSettled(
    Array.from({ length: Math.min(atOnce, things.length) }, async () => {
      for (const [place, thing] of waiting) {
        if (hasFailed) return
        try {
          results[place] = await work(thing)
        } catch (error) {
          hasFailed = true
          throw error
        }
      }
    }),
  )
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  return results
}
