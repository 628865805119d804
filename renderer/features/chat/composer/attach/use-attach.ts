import { useCallback, useState } from 'react'
import { mostAttachments, type Attachment } from '#shared/model/draft.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import { useUploads } from '#renderer/rpc/RpcProvider.tsx'
import { chooseKind, largestText, readText, type Refusal } from './read-file.ts'
import { shrinkPicture } from './shrink-picture.ts'

/** A file that does not go with the message, and why; `error` is what the host said where it was asked. */
export type Refused = { readonly name: string; readonly why: Refusal; readonly error?: unknown }

export type Attach = {
  /** Files on their way into the vault. */
  readonly busy: number
  readonly refused: readonly Refused[]
  readonly forget: () => void
  readonly attach: (files: readonly File[]) => Promise<void>
}

/** Takes files in: pictures are drawn anew, texts read, both kept in the vault; `add` puts them to the draft. */
export function useAttach(count: number, add: (attachment: Attachment) => void): Attach {
  const { uploadPicture, uploadText } = useUploads()
  const [busy, setBusy] = useState(0)
  const [refused, setRefused] = useState<readonly Refused[]>([])

  const takeIn = useCallback(
    async (file: File): Promise<Attachment | Refused> => {
      const { name } = file
      const chosen = chooseKind(file)
      if (chosen.kind === 'refused') return { name, why: chosen.why }
      if (chosen.kind === 'text') {
        const text = readText(new Uint8Array(await file.arrayBuffer()))
        if (text === null) return { name, why: 'wrong-kind' }
        const bytes = new Blob([text])
        if (bytes.size === 0) return { name, why: 'empty' }
        if (bytes.size > largestText) return { name, why: 'text-too-large' }
        const assetId = await uploadText(bytes)
        return { kind: 'file', assetId, name, size: bytes.size, tokens: estimateTokens(text) }
      }
      const shrunk = await shrinkPicture(file).catch(() => null)
      if (shrunk === null) return { name, why: 'picture-unreadable' }
      const { picture, width, height } = shrunk
      const assetId = await uploadPicture(picture)
      return { kind: 'image', assetId, name, size: picture.size, width, height, description: '' }
    },
    [uploadPicture, uploadText],
  )

  const attach = useCallback(
    async (files: readonly File[]) => {
      const room = Math.max(0, mostAttachments - count - busy)
      setRefused(files.slice(room).map(({ name }) => ({ name, why: 'too-many' })))
      const taken = files.slice(0, room)
      setBusy((before) => before + taken.length)
      for (const file of taken) {
        const made = await takeIn(file).catch((error: unknown): Refused => ({
          name: file.name,
          why: 'wrong-kind',
          error,
        }))
        setBusy((before) => before - 1)
        if ('why' in made) setRefused((before) => [...before, made])
        else add(made)
      }
    },
    [count, busy, add, takeIn],
  )

  const forget = useCallback(() => setRefused([]), [])
  return { busy, refused, forget, attach }
}
