import { chatboxResources } from './chatbox-resources.ts'
import { readSession } from './chatbox-session.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { eachFile } from '../files/each-file.ts'
import type { ScannedItem } from '../files/json-array-scanner.ts'
import { jsonItems } from '../files/json-items.ts'
import { problemOf } from '../files/json-rows.ts'
import type { SourceFile } from '../files/source-files.ts'
import type { NeutralAsset } from '../neutral.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

const olderKey = 'chat-sessions'

/**
 * Chatbox's exports: since 2026 a zip with a file for each session, before that one file in which sessions are members
 * of their own, and in the first versions one list of them.
 */
export const chatbox: Importer = { id: 'chatbox', descend: [olderKey], detect, read }

const sessionKey = 'session:'
const listKey = 'chat-sessions-list'
const types = ['chat', 'picture']

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'outline') return detectSession(sample.members)
  if (sample.kind !== 'json' || sample.key === null) return null
  const { key, item } = sample
  const isSession = key.startsWith(sessionKey) && Array.isArray(asObject(item)['messages'])
  const isList = key === olderKey && Array.isArray(asObject(item)['messages'])
  return isSession || isList ? { certainty: 'certain', why: byFields('session', 'messages') } : null
}

function detectSession(members: UntrustedObject): Detection | null {
  if (!asText(members['id']) || typeof members['name'] !== 'string' || !Array.isArray(members['messages'])) return null
  const inParts = asList(members['messages']).some((message) => Array.isArray(asObject(message)['contentParts']))
  const isTyped = types.some((type) => members['type'] === type)
  if (!inParts && !isTyped && !('messageForksHash' in members)) return null
  return { certainty: inParts ? 'certain' : 'likely', why: byFields('messages', 'contentParts') }
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const find = await chatboxResources(all)
  yield* eachFile(files, (file) => readFile(file, find))
}

type Find = (pointer: string) => NeutralAsset | undefined

/** Sessions are read one by one; what the list of all says of them may stand behind them. */
async function* readFile(file: SourceFile, find: Find): AsyncGenerator<ReadItem, void, void> {
  const single: Record<string, unknown> = Object.create(null)
  const listed = new Map<string | null, UntrustedObject>()
  const own = new Set<string>()
  const problems: ReadItem[] = []
  for await (const { key, value } of membersOf(file, problems)) {
    if (key === null) continue
    if (key.startsWith(sessionKey)) own.add(key.slice(sessionKey.length))
    else if (key === listKey)
      for (const entry of asList(value)) listed.set(asText(asObject(entry)['id']), asObject(entry))
    else if (key !== olderKey) single[key] = value
  }
  yield* problems
  if (Array.isArray(single['messages'])) {
    yield readSession(single, file.name, { listed: undefined, find })
    return
  }
  let index = 0
  for await (const { key, value } of membersOf(file, [])) {
    const isOwn = key?.startsWith(sessionKey) === true
    if (!isOwn && key !== olderKey) continue
    if (!isOwn) index += 1
    const id = isOwn ? key.slice(sessionKey.length) : (asText(asObject(value)['id']) ?? `#${index}`)
    if (!isOwn && own.has(id)) continue
    own.add(id)
    yield readSession(value, file.name, { listed: listed.get(id), find })
  }
}

async function* membersOf(file: SourceFile, problems: ReadItem[]): AsyncGenerator<ScannedItem, void, void> {
  for await (const result of jsonItems(file, { descend: chatbox.descend })) {
    if ('item' in result) yield result.item
    else problems.push(problemOf(result.problem, file))
  }
}
