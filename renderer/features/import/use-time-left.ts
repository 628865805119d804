import { useEffect, useState } from 'react'
import type { ImportProgress } from '#shared/model/import-run.ts'

/** Long enough for the first estimate not to jump about. */
const firstEstimateMs = 3_000
const tickMs = 1_000

/** Minutes left at the pace since the work began, at least one; null while nobody can know. */
export function useMinutesLeft({
  bytesDone,
  bytesTotal,
}: Pick<ImportProgress, 'bytesDone' | 'bytesTotal'>): number | null {
  const [elapsed, setElapsed] = useState(0)
  useEffect(() => {
    const startedAt = performance.now()
    const timer = setInterval(() => setElapsed(performance.now() - startedAt), tickMs)
    return () => clearInterval(timer)
  }, [])
  if (elapsed < firstEstimateMs || bytesDone === 0 || bytesTotal <= bytesDone) return null
  return Math.max(1, Math.round((elapsed * (bytesTotal - bytesDone)) / bytesDone / 60_000))
}
