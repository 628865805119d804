import { chatIdentity } from '../reading/chat-identity.ts'
import { firstTime } from '../reading/first-time.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import type { NeutralAsset, NeutralConversation, NeutralNode } from '../neutral.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { withAssets } from '../reading/with-assets.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** A conversation as an extension saved it from a page. */
export type SavedPage = {
  readonly title: string | null
  readonly url: string | null
  /** What the extension wrote about it; the person chooses what, and under which names. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly nodes: readonly NeutralNode[]
  readonly inline: readonly NeutralAsset[]
}

/** Makes a conversation of a saved page. Its address holds its id, where it was saved with its address. */
export function savedConversation({ title, url, fields, nodes, inline }: SavedPage): NeutralConversation {
  const conversation = neutralConversation({
    source: 'exporter',
    sourceId: idInUrl(url) ?? chatIdentity(title, nodes),
    title,
    createdAt: parseSourceTime(fields['create_time']) ?? firstTime(nodes),
    updatedAt: parseSourceTime(fields['update_time']),
    nodes,
    raw: withoutSecrets({ ...fields, url }),
  })
  return withAssets(conversation, () => null, inline)
}

/** The model that the extension names for the whole conversation, if it does. */
export function modelIn(fields: Readonly<Record<string, unknown>>): string | null {
  const names = ['model_slug', 'mode_name', 'model_name', 'model'].map((key) => fields[key])
  return (names.find((name) => typeof name === 'string' && name !== '') as string | undefined) ?? null
}

function idInUrl(url: string | null): string | null {
  const address = url === null ? null : URL.parse(url)
  if (!address || !/^https?:$/.test(address.protocol)) return null
  const last = address.pathname.split('/').findLast((piece) => piece !== '')
  return /\/(?:c|chat|share|app|a|conversation|search|thread)\//.test(address.pathname) && last ? last : null
}
