import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { ImportRun } from '#shared/model/import-run.ts'

/** What the person has last said of each file; null goes back to what was guessed. */
type Said = ReadonlyMap<string, ImportMapping | null>

/**
 * Has files read again with corrected mappings. What is said while that goes on waits for its end, the latest word
 * alone; nothing that can be said has to be locked meanwhile.
 */
export function useRereading(run: ImportRun, onRun: (run: ImportRun) => void) {
  const client = useClient()
  const [said, setSaid] = useState<Said>(new Map())
  const waiting = useRef(new Map<string, ImportMapping | null>())
  const send = useMutation({
    mutationFn: (mappings: { file: string; mapping: ImportMapping | null }[]) =>
      client.imports.inspectAs({ id: run.id, mappings }),
    onSuccess: onRun,
  })
  const { mutate } = send
  const busy = run.state === 'inspecting' || send.isPending

  useEffect(() => {
    if (busy || waiting.current.size === 0) return
    const mappings = [...waiting.current].map(([file, mapping]) => ({ file, mapping }))
    waiting.current.clear()
    mutate(mappings)
  }, [busy, said, mutate])

  return {
    /** The mapping that the person sees: their own word, before it has been followed. */
    shown: (file: string, read: ImportMapping | null) => said.get(file) ?? read,
    say(file: string, mapping: ImportMapping | null) {
      waiting.current.set(file, mapping)
      setSaid(new Map(said).set(file, mapping))
    },
    busy,
    error: send.error,
  }
}
