import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ExportProgress, ExportRequest } from '#shared/model/export.ts'
import { saveBlob } from '#renderer/design/save-file.ts'
import { useClient, useUploads } from '#renderer/rpc/RpcProvider.tsx'

/** Writes an export and hands it to the person; whoever leaves the page in the middle cancels it. */
export function useExport() {
  const client = useClient()
  const { fetchHanded } = useUploads()
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const going = useRef<AbortController | null>(null)
  useEffect(() => () => going.current?.abort(), [])

  const write = useMutation({
    async mutationFn(asked: {
      readonly request: ExportRequest
      readonly passphrase: string | null
    }): Promise<string | null> {
      const stop = new AbortController()
      going.current = stop
      setProgress(null)
      try {
        for await (const now of await client.exports.write(asked, { signal: stop.signal })) {
          setProgress(now)
          if (now.done === null) continue
          saveBlob(now.done.name, await fetchHanded(now.done.uploadId))
          return now.done.name
        }
      } catch (error) {
        if (!stop.signal.aborted) throw error
      } finally {
        going.current = null
      }
      return null
    },
  })
  return { write, progress, cancel: () => going.current?.abort() }
}
