import { chatIdentity } from '../reading/chat-identity.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { inTurns, turnOf, type Turn } from '../reading/in-turns.ts'
import { jsonRecords } from '../files/json-records.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseTavernTime } from '../reading/tavern-time.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Text generation web UI (oobabooga): pairs of what was said and answered, once as sent and once as shown. */
export const oobabooga: Importer = {
  id: 'oobabooga',
  descend: [],
  detect,
  read,
}

type Namer = ReturnType<typeof createNodeNamer>
type Side = 'user' | 'assistant'

/** Stands where the character speaks first. */
const nothingSaid = '<|BEGIN-VISIBLE-CHAT|>'
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'outline') return null
  const { visible, internal, data_visible: dataVisible, data } = sample.members
  const isHistory = (isPairs(visible) && isPairs(internal)) || (isPairs(dataVisible) && Array.isArray(data))
  return isHistory ? { certainty: 'certain', why: byFields('internal', 'visible') } : null
}

function isPairs(value: unknown): boolean {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2)
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: [],
    isRecord: (members) => Array.isArray(members['visible'] ?? members['data_visible'] ?? members['internal']),
    read: (chat, file) => [{ kind: 'conversation', file: file.name, conversation: readChat(chat, file) }],
  })
}

function readChat(chat: UntrustedObject, file: SourceFile): NeutralConversation {
  const { internal, visible, data, data_visible: dataVisible, metadata, ...rest } = chat
  const sent = asList(internal ?? data)
  const shown = asList(visible ?? dataVisible)
  const details = asObject(metadata)
  const name = createNodeNamer()
  const turns: Turn[] = []
  for (let index = 0; index < Math.max(sent.length, shown.length); index += 1) {
    for (const [place, side] of (['user', 'assistant'] as const).entries()) {
      const said = [asList(sent[index])[place], asList(shown[index])[place]] as const
      const turn = readTurn(said, side, asObject(details[`${side}-${index}`]), name)
      if (turn) turns.push(turn)
    }
  }
  const { nodes, currentId } = inTurns(turns)
  const folders = file.name.split('/')
  return neutralConversation({
    source: 'oobabooga',
    sourceId: chatIdentity(folders.at(-2) ?? null, nodes),
    title: asText(chat['name2']) ?? (folders.at(-3) === 'chat' ? (folders.at(-2) ?? null) : null),
    currentId,
    nodes,
    raw: withoutSecrets(rest),
  })
}

function readTurn(
  [sent, shown]: readonly [unknown, unknown],
  side: Side,
  details: UntrustedObject,
  name: Namer,
): Turn | null {
  const versions = asList(details['versions'])
  if (side === 'assistant' && versions.length > 0) {
    const nodes = versions.map((value) => {
      const { content, visible_content: visible, ...version } = asObject(value)
      return readWords(content ?? value, visible, side, { ...details, ...version, versions: undefined }, name)
    })
    const index = details['current_version_index']
    return { versions: nodes, shown: typeof index === 'number' && nodes[index] ? index : nodes.length - 1 }
  }
  if (isNothing(sent) && isNothing(shown)) return null
  return turnOf(readWords(sent, shown, side, details, name))
}

function readWords(sent: unknown, shown: unknown, side: Side, details: UntrustedObject, name: Namer): NeutralNode {
  const value = isNothing(sent) ? (typeof shown === 'string' ? unescaped(shown) : shown) : sent
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null)
  const createdAt = parseTavernTime(details['timestamp'])
  const isSame = typeof shown !== 'string' || unescaped(shown) === text
  return neutralNode({
    sourceId: name({ time: null, who: createdAt ? `${side} ${createdAt.original}` : side, text }),
    role: side,
    createdAt,
    parts: typeof value === 'string' ? partsOfAnswer(value) : [opaquePart('message', value)],
    model: side === 'assistant' ? asText(details['model_name']) : null,
    raw: withoutSecrets({ ...details, ...(isSame ? {} : { visible: shown }) }),
  })
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === nothingSaid
}

/** What is shown has been made safe for a page, with these and no other entities. */
function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#x27|#39);/g, (whole, entity: string) => entities[entity] ?? whole)
}
