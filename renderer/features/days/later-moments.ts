const evening = 20
const morning = 9

type LaterMoment = { readonly name: 'hour' | 'tonight' | 'tomorrow'; readonly at: number }

/** When a reminder may come again, by the clock of where one is; no evening that has already begun. */
export function laterMoments(now: Date): readonly LaterMoment[] {
  const tonight = new Date(now).setHours(evening, 0, 0, 0)
  const tomorrow = new Date(now)
  tomorrow.setDate(now.getDate() + 1)
  return [
    { name: 'hour', at: now.getTime() + 3_600_000 },
    ...(now.getTime() < tonight ? [{ name: 'tonight' as const, at: tonight }] : []),
    { name: 'tomorrow', at: tomorrow.setHours(morning, 0, 0, 0) },
  ]
}
