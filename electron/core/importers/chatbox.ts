import { chatIdentity } from './chat-identity.ts'
import { readMessage, textOf } from './chatbox-message.ts'
import { entryTree, type Entry } from './entry-tree.ts'
import { firstTime } from './first-time.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from './importer.ts'
import { takeInlineAssets } from './inline-assets.ts'
import { jsonRecords } from './json-records.ts'
import { assetsOf } from './media-parts.ts'
import { messageRows } from './message-rows.ts'
import { neutralConversation } from './neutral-builders.ts'
import type { NeutralConversation } from './neutral.ts'
import { createNodeNamer } from './node-identity.ts'
import { parseSourceTime } from './source-time.ts'
import { emptyConversation, tryConversation } from './try-conversation.ts'
import { asList, asNumber, asObject, asText, isObject, type UntrustedObject } from './untrusted.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Chatbox's export of its data. Sessions are members of their own; older exports list them whole. */
export const chatbox: Importer = { id: 'chatbox', descend: [], detect, read }

const sessionKey = 'session:'
const listKey = 'chat-sessions-list'
const olderKey = 'chat-sessions'

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || sample.key === null) return null
  const { key, item } = sample
  const isSession = key.startsWith(sessionKey) && Array.isArray(asObject(item)['messages'])
  const isList = key === olderKey && asList(item).some((session) => Array.isArray(asObject(session)['messages']))
  return isSession || isList ? { certainty: 'certain', why: 'sessions with messages' } : null
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: chatbox.descend,
    isRecord: (members) => Object.keys(members).some((key) => key.startsWith(sessionKey) || key === olderKey),
    read: (members, file) => readSessions(members, file.name),
  })
}

function readSessions(members: UntrustedObject, file: string): ReadItem[] {
  const listed = new Map(asList(members[listKey]).map((entry) => [asText(asObject(entry)['id']), asObject(entry)]))
  const own = Object.entries(members).filter(([key]) => key.startsWith(sessionKey))
  const sessions = new Map(own.map(([key, session]) => [key.slice(sessionKey.length), session]))
  for (const [index, session] of asList(members[olderKey]).entries()) {
    const id = asText(asObject(session)['id']) ?? `#${index + 1}`
    if (!sessions.has(id)) sessions.set(id, session)
  }
  return [...sessions].map(([id, session]) => {
    const known = listed.get(id)
    const name = asText(asObject(session)['name']) ?? asText(known?.['name'])
    if (!isObject(session)) return { kind: 'failed', file, code: 'not-a-conversation', item: name }
    const talk = entriesOf(session)
    if (talk.entries.length === 0) return emptyConversation(file, name)
    return tryConversation(file, name, () => readSession(session, talk, known))
  })
}

type Talk = { readonly entries: readonly Entry<UntrustedObject>[]; readonly current: string | null }

function readSession(session: UntrustedObject, talk: Talk, known: UntrustedObject | undefined): NeutralConversation {
  const inline = new Map(takeInlineAssets(session).map((asset) => [asset.pointer, asset]))
  const tree = entryTree(
    talk.entries,
    talk.current,
    (message) => parseSourceTime(message['timestamp'])?.milliseconds ?? 0,
  )
  const nodes = tree.entries.map(readMessage)
  const { messages: _messages, threads, messageForksHash: forks, ...rest } = session
  return neutralConversation({
    source: 'chatbox',
    sourceId: asText(session['id']) ?? chatIdentity([session['name']], nodes),
    title: asText(session['name']) ?? asText(known?.['name']),
    createdAt: firstTime(nodes),
    currentId: tree.currentId,
    nodes,
    assets: assetsOf(nodes, (pointer) => inline.get(pointer)),
    raw: withoutSecrets({
      ...rest,
      listed: known,
      threads: asList(threads).map((thread) => ({ ...asObject(thread), messages: undefined })),
      messageForksHash: Object.fromEntries(Object.entries(asObject(forks)).map(([id, fork]) => [id, forkOf(fork).raw])),
    }),
  })
}

/**
 * Threads are what the session was before: they come first, in their order, and the talk goes on from them. Where it
 * forks, the list at the fork's position is the one that is shown, and its messages stand in the thread itself.
 */
function entriesOf(session: UntrustedObject): Talk {
  const name = createNodeNamer()
  const entries: Entry<UntrustedObject>[] = []
  const follows = new Map<string, string>()
  const add = (rows: readonly UntrustedObject[], above: string | null): string | null => {
    let last = above
    for (const value of rows) {
      const time = parseSourceTime(value['timestamp'])
      const id = asText(value['id']) ?? name({ time, who: asText(value['role']) ?? '', text: textOf(value) })
      entries.push({ id, parentId: last, value })
      if (last !== null && !follows.has(last)) follows.set(last, id)
      last = id
    }
    return last
  }
  let current: string | null = null
  for (const thread of asList(session['threads'])) current = add(messageRows(asObject(thread)['messages']), current)
  current = add(messageRows(session['messages']), current)

  const orders = new Map<string, string[]>()
  for (const [id, fork] of Object.entries(asObject(session['messageForksHash']))) {
    const { position, lists } = forkOf(fork)
    const order = lists.map((list, index) => {
      if (index === position && list.length === 0) return follows.get(id)
      const first = entries.length
      add(list, id)
      return entries[first]?.id
    })
    orders.set(
      id,
      order.filter((child) => child !== undefined),
    )
  }
  return {
    entries: entries.map((entry) => {
      const children = orders.get(entry.id)
      return children ? { ...entry, children } : entry
    }),
    current,
  }
}

function forkOf(value: unknown): {
  readonly position: number | null
  readonly lists: readonly (readonly UntrustedObject[])[]
  readonly raw: UntrustedObject
} {
  const { lists, ...raw } = asObject(value)
  return {
    position: asNumber(raw['position']),
    lists: asList(lists).map((list) => messageRows(asObject(list)['messages'])),
    raw: { ...raw, lists: asList(lists).map((list) => ({ ...asObject(list), messages: undefined })) },
  }
}
