import { chatIdentity } from '../reading/chat-identity.ts'
import { readMessage } from './chatbox-message.ts'
import { forkOf, talkOf } from './chatbox-talk.ts'
import { entryTree } from '../reading/entry-tree.ts'
import { firstTime } from '../reading/first-time.ts'
import type { ReadItem } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { assetsOf } from '../reading/media-parts.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import type { NeutralAsset, NeutralConversation } from '../neutral.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** What stands around a session: its line in the list of all, and the files that its keys mean. */
export type Around = {
  readonly listed: UntrustedObject | undefined
  readonly find: (pointer: string) => NeutralAsset | undefined
}

/** Reads one session, whatever layout it came in. */
export function readSession(session: unknown, file: string, around: Around): ReadItem {
  const name = asText(asObject(session)['name']) ?? asText(around.listed?.['name'])
  if (!isObject(session)) return { kind: 'failed', file, code: 'not-a-conversation', item: name }
  if (talkOf(session).entries.length === 0) return emptyConversation(file, name)
  return tryConversation(file, name, () => conversationOf(session, name, around))
}

function conversationOf(session: UntrustedObject, title: string | null, { listed, find }: Around): NeutralConversation {
  const inline = new Map(takeInlineAssets(session).map((asset) => [asset.pointer, asset]))
  const { entries, current } = talkOf(session)
  const tree = entryTree(entries, current, (message) => parseSourceTime(message['timestamp'])?.milliseconds ?? 0)
  const nodes = tree.entries.map(readMessage)
  const { messages: _messages, threads, messageForksHash: forks, ...rest } = session
  return neutralConversation({
    source: 'chatbox',
    sourceId: asText(session['id']) ?? chatIdentity([session['name']], nodes),
    title,
    createdAt: firstTime(nodes),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer) ?? find(pointer)),
    raw: withoutSecrets({
      ...rest,
      listed,
      threads: asList(threads).map((thread) => ({ ...asObject(thread), messages: undefined })),
      messageForksHash: Object.fromEntries(Object.entries(asObject(forks)).map(([id, fork]) => [id, forkOf(fork).raw])),
    }),
  })
}
