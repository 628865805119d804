import { useEffect } from 'react'
import type { ImportRun } from '#shared/model/import-run.ts'
import { follow } from '#renderer/rpc/follow.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

const moving = new Set<ImportRun['state']>(['inspecting', 'importing', 'undoing'])

/** Tells of a run as it moves, for as long as something is being done with it. */
export function useFollowRun(run: ImportRun | null, onRun: (run: ImportRun) => void): void {
  const client = useClient()
  const id = run !== null && moving.has(run.state) ? run.id : null

  useEffect(() => {
    if (id === null) return
    const end = new AbortController()
    void follow({
      signal: end.signal,
      open: (signal) => client.imports.watch({ id }, { signal }),
      onEvent: onRun,
    })
    return () => end.abort()
  }, [client, id, onRun])
}
