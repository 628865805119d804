import { assetsOf } from './media-parts.ts'
import type { NeutralAsset, NeutralConversation } from '../neutral.ts'
import type { SourceFile } from '../files/source-files.ts'

/** The conversation with what its messages point to: bytes that stood in the text itself, else files beside it. */
export function withAssets(
  conversation: NeutralConversation,
  find: (pointer: string) => SourceFile | null,
  inline: readonly NeutralAsset[] = [],
): NeutralConversation {
  const known = new Map(inline.map((asset) => [asset.pointer, asset]))
  const assets = assetsOf(conversation.nodes, (pointer) => {
    return known.get(pointer) ?? { id: pointer, pointer, name: null, mime: null, file: find(pointer) }
  })
  return { ...conversation, assets }
}
