import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { Draft } from '#shared/model/draft.ts'
import type { Part } from '#shared/model/part.ts'
import { withQuote } from '#shared/model/quoted.ts'

/** A draft as the parts of a message. Throws NOT_FOUND where something that goes with it is not in the vault. */
export function partsOfDraft({ text, attachments, quote }: Draft, assets: Pick<AssetRepository, 'info'>): Part[] {
  const parts = attachments.map((attachment): Part => {
    const { assetId, name } = attachment
    const { mime, size } = assets.info(assetId)
    const media = { assetId, name, mime, pointer: null }
    if (attachment.kind === 'file') return { kind: 'file', ...media, size }
    const { width, height, description } = attachment
    return { kind: 'image', ...media, width, height, description: description.trim() || null }
  })
  const words = withQuote(text, quote)
  return words === '' ? parts : [...parts, { kind: 'text', text: words }]
}
