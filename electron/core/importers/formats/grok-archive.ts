import type { Part } from '#shared/model/part.ts'
import type { AssetIndex } from '../reading/asset-index.ts'
import type { ReadItem } from '../importer.ts'
import { jsonWhole } from '../files/json-whole.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { tryConversation } from '../reading/try-conversation.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

const openBracket = 0x5b

/** Whether a text begins as the list of Grok's chats in an archive of X. */
export function isGrokArchive(head: string): boolean {
  return /^\s*window\.YTD\.grok_chat_item\.part\d+\s*=\s*\[/.test(head)
}

/** Reads Grok's chats out of an archive of X: one list of the messages of all chats. */
export async function* readGrokArchive(file: SourceFile, beside: AssetIndex): AsyncGenerator<ReadItem, void, void> {
  const { root, problems } = await jsonWhole(withoutAssignment(file))
  yield* problems
  const chats = new Map<string, UntrustedObject[]>()
  for (const entry of Array.isArray(root) ? root : []) {
    const message = asObject(asObject(entry)['grokChatItem'] ?? entry)
    const chatId = asText(message['chatId'])
    if (chatId === null) yield { kind: 'note', file: file.name, code: 'not-a-message', item: null }
    else {
      const messages = chats.get(chatId)
      if (messages) messages.push(message)
      else chats.set(chatId, [message])
    }
  }
  for (const [chatId, messages] of chats) {
    yield tryConversation(file.name, chatId, () => readChat(chatId, messages, file, beside))
  }
}

/** The list that is assigned to a variable in the file, without the assignment. */
function withoutAssignment(file: SourceFile): SourceFile {
  return {
    ...file,
    async *read() {
      let isBegun = false
      for await (const chunk of file.read()) {
        const start: number = isBegun ? 0 : chunk.indexOf(openBracket)
        isBegun ||= start !== -1
        if (isBegun) yield chunk.subarray(start)
      }
    },
  }
}

function readChat(
  chatId: string,
  messages: readonly UntrustedObject[],
  file: SourceFile,
  beside: AssetIndex,
): NeutralConversation {
  const name = createNodeNamer()
  const nodes = inOneLine(inOrder(messages).map((message) => readNode(message, name)))
  const conversation = neutralConversation({
    source: 'grok',
    sourceId: chatId,
    createdAt: nodes[0]?.createdAt ?? null,
    updatedAt: nodes.at(-1)?.createdAt ?? null,
    nodes,
  })
  const names = new Map(
    nodes.flatMap(({ parts }) => parts.flatMap((part) => ('pointer' in part ? [[part.pointer, part.name]] : []))),
  )
  return withAssets(conversation, (pointer) => {
    const known = names.get(pointer)
    return known ? beside.named(known, file) : null
  })
}

/** By time; question and answer share a moment, and the question came first. */
function inOrder(messages: readonly UntrustedObject[]): readonly UntrustedObject[] {
  const timed = messages.map((message) => ({ message, time: parseSourceTime(message['createdAt'])?.milliseconds }))
  if (timed.some(({ time }) => time === undefined)) return messages
  return timed
    .toSorted(
      (left, right) =>
        (left.time ?? 0) - (right.time ?? 0) || Number(isPerson(right.message)) - Number(isPerson(left.message)),
    )
    .map(({ message }) => message)
}

function senderOf(message: UntrustedObject): string {
  const sender = message['sender']
  return asText(sender) ?? asText(asObject(sender)['originalName']) ?? asText(asObject(sender)['name']) ?? ''
}

function isPerson(message: UntrustedObject): boolean {
  return senderOf(message).toUpperCase() === 'USER'
}

function readNode(message: UntrustedObject, name: ReturnType<typeof createNodeNamer>): NeutralNode {
  const createdAt = parseSourceTime(message['createdAt'])
  const text = asText(message['message'])
  const words: Part[] = text === null ? [] : [{ kind: 'text', text }]
  const parts = [...words, ...asList(message['attachments']).map(attachment)]
  const { accountId: _account, chatId: _chat, ...rest } = message
  return neutralNode({
    sourceId: name({ time: createdAt, who: senderOf(message), text: text ?? '' }),
    role: isPerson(message) ? 'user' : 'assistant',
    createdAt,
    parts,
    raw: rawBeside(rest, parts, ['message']),
  })
}

function attachment(value: unknown): Part {
  if (!isObject(value)) return opaquePart('attachment', value)
  const name = asText(value['fileName'])
  const pointer = asText(value['mediaId']) ?? asText(value['url']) ?? name
  return mediaPart({ pointer, name, mime: asText(value['mimeType']) })
}
