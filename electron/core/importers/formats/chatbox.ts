import { chatboxResources } from './chatbox-resources.ts'
import { readSession } from './chatbox-session.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRecords } from '../files/json-records.ts'
import type { NeutralAsset } from '../neutral.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/**
 * Chatbox's exports: since 2026 a zip with a file for each session, before that one file in which sessions are members
 * of their own, and in the first versions one list of them.
 */
export const chatbox: Importer = { id: 'chatbox', descend: [], detect, read }

const sessionKey = 'session:'
const listKey = 'chat-sessions-list'
const olderKey = 'chat-sessions'
const types = ['chat', 'picture']

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'outline') return detectSession(sample.members)
  if (sample.kind !== 'json' || sample.key === null) return null
  const { key, item } = sample
  const isSession = key.startsWith(sessionKey) && Array.isArray(asObject(item)['messages'])
  const isList = key === olderKey && asList(item).some((session) => Array.isArray(asObject(session)['messages']))
  return isSession || isList ? { certainty: 'certain', why: 'sessions with messages' } : null
}

function detectSession(members: UntrustedObject): Detection | null {
  if (!asText(members['id']) || typeof members['name'] !== 'string' || !Array.isArray(members['messages'])) return null
  const inParts = asList(members['messages']).some((message) => Array.isArray(asObject(message)['contentParts']))
  const isTyped = types.some((type) => members['type'] === type)
  if (!inParts && !isTyped && !('messageForksHash' in members)) return null
  return { certainty: inParts ? 'certain' : 'likely', why: 'one session with messages' }
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const find = await chatboxResources(all)
  yield* jsonRecords(files, {
    descend: chatbox.descend,
    isRecord: (members) =>
      Array.isArray(members['messages']) ||
      Object.keys(members).some((key) => key.startsWith(sessionKey) || key === olderKey),
    read: (members, file) =>
      Array.isArray(members['messages'])
        ? [readSession(members, file.name, { listed: undefined, find })]
        : readSessions(members, file.name, find),
  })
}

function* readSessions(
  members: UntrustedObject,
  file: string,
  find: (pointer: string) => NeutralAsset | undefined,
): Generator<ReadItem, void, void> {
  const listed = new Map(asList(members[listKey]).map((entry) => [asText(asObject(entry)['id']), asObject(entry)]))
  const own = Object.entries(members).filter(([key]) => key.startsWith(sessionKey))
  const sessions = new Map(own.map(([key, session]) => [key.slice(sessionKey.length), session]))
  for (const [index, session] of asList(members[olderKey]).entries()) {
    const id = asText(asObject(session)['id']) ?? `#${index + 1}`
    if (!sessions.has(id)) sessions.set(id, session)
  }
  for (const [id, session] of sessions) yield readSession(session, file, { listed: listed.get(id), find })
}
