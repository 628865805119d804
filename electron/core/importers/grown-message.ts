import type { ImportedPlace, MessageRepository } from '../chat/message-repository.ts'
import { spokenText } from '#shared/model/part.ts'
import { withAsset, type ImportAssets } from './import-assets.ts'
import type { NeutralConversation, NeutralNode } from './neutral.ts'

type Deps = { readonly messages: MessageRepository; readonly assets: ImportAssets }

/**
 * Completes a message that was still being written when it first came in, where this export has more of it. Answers
 * whether it did; a message is never made shorter or less finished.
 */
export async function growMessage(
  { messages, assets }: Deps,
  { id, state }: ImportedPlace,
  node: NeutralNode,
  conversation: NeutralConversation,
): Promise<boolean> {
  if (state !== 'interrupted') return false
  const here = messages.find(id)
  if (!here || here.state !== 'interrupted') return false
  const more = spokenText(node.parts).length - spokenText(here.parts).length
  if (more < 0 || (more === 0 && node.state === 'interrupted')) return false
  await assets.store([node], conversation.assets)
  const assetOf = assets.of(conversation.assets)
  messages.updateReply(id, {
    parts: node.parts.map((part) => withAsset(part, assetOf)),
    state: node.state,
    finishReason: node.finishReason ?? here.finishReason,
    model: node.model ?? here.model,
  })
  return true
}
