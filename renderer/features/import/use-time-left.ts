import { useEffect, useState } from 'react'
import type { ImportProgress } from '#shared/model/import-run.ts'

/** Long enough for the first estimate not to jump about. */
const firstEstimateMs = 3_000

/** Minutes left at the pace since the work began, at least one; null while nobody can know. */
export function useMinutesLeft({ bytesDone, bytesTotal }: ImportProgress): number | null {
  const [startedAt] = useState(() => performance.now())
  const [elapsed, setElapsed] = useState(0)
  useEffect(() => setElapsed(performance.now() - startedAt), [bytesDone, startedAt])
  if (elapsed < firstEstimateMs || bytesDone === 0 || bytesTotal <= bytesDone) return null
  return Math.max(1, Math.round((elapsed * (bytesTotal - bytesDone)) / bytesDone / 60_000))
}
