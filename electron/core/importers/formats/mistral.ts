import { indexAssetFiles, type AssetIndex } from '../reading/asset-index.ts'
import { chatRole } from '../reading/chat-role.ts'
import { eachFile } from '../files/each-file.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { inTurns, type Turn } from '../reading/in-turns.ts'
import { jsonWhole } from '../files/json-whole.ts'
import { arePlainChunks, readMistralParts } from './mistral-content.ts'
import { neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { tryConversation } from '../reading/try-conversation.ts'
import { asNumber, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

/** Mistral's Le Chat: a file for each chat, an array of its messages in any order. */
export const mistral: Importer = { id: 'mistral', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json' || sample.shape !== 'array') return null
  const message = asObject(sample.item)
  const isMessage = typeof message['chatId'] === 'string' && 'contentChunks' in message && 'role' in message
  return isMessage ? { certainty: 'certain', why: byFields('chatId', 'contentChunks') } : null
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const beside = indexAssetFiles(all)
  yield* eachFile(files, (file) => readFile(file, beside))
}

async function* readFile(file: SourceFile, beside: AssetIndex): AsyncGenerator<ReadItem, void, void> {
  const { root, problems } = await jsonWhole(file)
  yield* problems
  const chats = new Map<string, UntrustedObject[]>()
  for (const value of Array.isArray(root) ? root : []) {
    const chatId = asText(asObject(value)['chatId'])
    if (!isObject(value) || chatId === null) {
      yield { kind: 'note', file: file.name, code: 'not-a-message', item: null }
    } else {
      const messages = chats.get(chatId)
      if (messages) messages.push(value)
      else chats.set(chatId, [value])
    }
  }
  for (const [chatId, messages] of chats) {
    yield tryConversation(file.name, chatId, () => readChat(chatId, messages, file, beside))
  }
}

function readChat(
  chatId: string,
  messages: readonly UntrustedObject[],
  file: SourceFile,
  beside: AssetIndex,
): NeutralConversation {
  const name = createNodeNamer()
  const said = inTime(messages).map((message) => ({ message, node: readNode(message, chatId, name) }))
  const { nodes, currentId } = inTurns(turnsOf(said))
  const conversation = neutralConversation({
    source: 'mistral',
    sourceId: chatId,
    createdAt: said[0]?.node.createdAt ?? null,
    updatedAt: said.at(-1)?.node.createdAt ?? null,
    currentId,
    nodes,
  })
  return withAssets(conversation, (pointer) =>
    pointer.startsWith(`${chatId}/`) ? beside.named(pointer.slice(chatId.length + 1), file) : null,
  )
}

type Said = { readonly message: UntrustedObject; readonly node: NeutralNode }

/** Answers to one question are versions of each other where the export marks them so; one may be preferred. */
function turnsOf(said: readonly Said[]): Turn[] {
  const turns: { versions: NeutralNode[]; shown: number }[] = []
  let before: UntrustedObject | null = null
  for (const { message, node } of said) {
    const turn = turns.at(-1)
    if (turn && before && isVersionOf(message, before)) {
      turn.versions.push(node)
      if (message['preference'] !== 'rejected') turn.shown = turn.versions.length - 1
    } else turns.push({ versions: [node], shown: 0 })
    before = message
  }
  return turns
}

function isVersionOf(message: UntrustedObject, before: UntrustedObject): boolean {
  if (message['role'] !== 'assistant' || before['role'] !== 'assistant') return false
  if (asText(message['preferenceOver']) !== null || asText(before['preferenceOver']) !== null) return true
  const version = asNumber(message['version'])
  return version !== null && version > 0 && version !== asNumber(before['version'])
}

/** By time if all messages have one, for the export does not sort them. */
function inTime(messages: readonly UntrustedObject[]): readonly UntrustedObject[] {
  const timed = messages.map((message) => ({ message, time: parseSourceTime(message['createdAt'])?.milliseconds }))
  if (timed.some(({ time }) => time === undefined)) return messages
  return timed.toSorted((left, right) => (left.time ?? 0) - (right.time ?? 0)).map(({ message }) => message)
}

function readNode(message: UntrustedObject, chatId: string, name: ReturnType<typeof createNodeNamer>): NeutralNode {
  const parts = readMistralParts(message, chatId)
  const createdAt = parseSourceTime(message['createdAt'])
  const role = chatRole(message['role'])
  const { contentChunks: _chunks, ...rest } = message
  return neutralNode({
    sourceId: asText(message['id']) ?? name({ time: createdAt, who: role, text: String(message['content']) }),
    role,
    createdAt,
    parts,
    hidden: role === 'system',
    model: role === 'assistant' ? asText(message['model']) : null,
    raw: rawBeside(arePlainChunks(message) ? rest : message, parts, ['content']),
  })
}
