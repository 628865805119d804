import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { UploadId } from '#shared/model/ids.ts'
import type { ImportRun } from '#shared/model/import-run.ts'
import { useClient, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import type { ChosenFile } from './chosen-files.ts'

/** Bytes handed over so far, of how many. */
export type HandoverProgress = { readonly sent: number; readonly total: number }

/** Hands chosen files to the host, one after another, and asks it to look into them. */
export function useHandover(onRun: (run: ImportRun) => void) {
  const client = useClient()
  const { uploadFile } = useUploads()
  const [progress, setProgress] = useState<HandoverProgress | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const handover = useMutation({
    mutationFn: async (files: readonly ChosenFile[]) => {
      const { signal } = (abort.current = new AbortController())
      const total = files.reduce((sum, { file }) => sum + file.size, 0)
      const uploads: UploadId[] = []
      let before = 0
      for (const { file, name } of files) {
        const onProgress = (sent: number) => setProgress({ sent: before + sent, total })
        onProgress(0)
        uploads.push(await uploadFile(file, name, onProgress, signal))
        before += file.size
      }
      return client.imports.inspect({ uploads })
    },
    onSuccess: onRun,
    onSettled: () => setProgress(null),
  })

  return {
    start: (files: readonly ChosenFile[]) => {
      if (files.length > 0 && !handover.isPending) handover.mutate(files)
    },
    cancel: () => abort.current?.abort(),
    progress,
    busy: handover.isPending,
    /** Null also when the person stopped it. */
    error: abort.current?.signal.aborted === true ? null : handover.error,
  }
}
