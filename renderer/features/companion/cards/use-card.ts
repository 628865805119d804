import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { CardPart, CardPreview } from '#shared/model/card.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { CompanionId, UploadId } from '#shared/model/ids.ts'
import { cleanPicture } from '#renderer/design/clean-picture.ts'
import { useClient, useRpc, useUploads } from '#renderer/rpc/RpcProvider.tsx'

/** A card that was handed over and looked at, and nothing more. */
export type HeldCard = { readonly uploadId: UploadId; readonly preview: CardPreview }

/** Hands a card over, looks at it, and takes in what is wanted. A card that is not taken in is let go. */
export function useCard(companionId: CompanionId | null, onAccepted: (companion: Companion) => void) {
  const client = useClient()
  const { connection } = useRpc()
  const { uploadFile, uploadPicture } = useUploads()
  const held = useRef<UploadId>(null)

  const letGo = (id: UploadId | null) => {
    if (id !== null) void client.cards.discard({ uploadId: id }).catch(() => undefined)
  }

  const look = useMutation({
    async mutationFn(file: File): Promise<HeldCard> {
      letGo(held.current)
      held.current = null
      const uploadId = await uploadFile(file, file.name, () => undefined, new AbortController().signal)
      held.current = uploadId
      return { uploadId, preview: await client.cards.look({ uploadId, companionId }) }
    },
  })

  /** The picture drawn anew, so that nothing stays of the file it came in. */
  async function redraw(companion: Companion): Promise<Companion> {
    const answer = await connection.fetchAsset(`/assets/${companion.avatarId}`)
    const clean = answer.ok ? await cleanPicture(await answer.blob()).catch(() => null) : null
    if (clean === null) return companion
    return client.companions.update({ id: companion.id, avatarId: await uploadPicture(clean) })
  }

  const accept = useMutation({
    async mutationFn({ uploadId, parts }: { readonly uploadId: UploadId; readonly parts: CardPart[] }) {
      const companion = await client.cards.accept({ uploadId, companionId, parts })
      held.current = null
      return parts.includes('picture') && companion.avatarId !== null ? redraw(companion) : companion
    },
    onSuccess(companion) {
      look.reset()
      onAccepted(companion)
    },
  })

  useEffect(
    () => () => {
      if (held.current !== null) void client.cards.discard({ uploadId: held.current }).catch(() => undefined)
    },
    [client],
  )

  return { look, accept, card: look.data ?? null, error: look.error ?? accept.error }
}
