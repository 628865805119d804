import { markInlineData, readChunkParts } from './aistudio-chunk.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

/** Prompts of Google AI Studio as they lie in Drive: one file each, without an ending, called by its title. */
export const aistudio: Importer = { id: 'aistudio', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  for (const record of sampledRecords(sample)) {
    const isCertain = isObject(record['chunkedPrompt']) || (isObject(record['runSettings']) && chunksOf(record))
    if (isCertain && chunksOf(record)) return { certainty: 'certain', why: byFields('chunkedPrompt', 'chunks') }
  }
  return null
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, { descend: [], isRecord: (members) => chunksOf(members) !== null, read: readRecord })
}

function chunksOf(record: UntrustedObject): readonly unknown[] | null {
  const holders = [record['chunkedPrompt'], record['prompt'], record].map(asObject)
  const chunks = holders.map((holder) => holder['chunks']).find(Array.isArray)
  return chunks ?? null
}

function readRecord(record: UntrustedObject, file: SourceFile): ReadItem[] {
  const title = titleOf(file)
  const chunks = chunksOf(record)
  if (!chunks) return [{ kind: 'failed', file: file.name, code: 'not-a-conversation', item: title }]
  const drafts = asList(asObject(record['chunkedPrompt'])['pendingInputs']).filter(saysSomething)
  const read: ReadItem = { kind: 'conversation', file: file.name, conversation: readPrompt(record, chunks, title) }
  return [read, ...drafts.map((): ReadItem => ({ kind: 'note', file: file.name, code: 'unsent-draft', item: title }))]
}

function saysSomething(draft: unknown): boolean {
  const { role: _role, text, ...rest } = asObject(draft)
  return asText(text) !== null || Object.keys(rest).length > 0
}

function titleOf(file: SourceFile): string {
  return baseName(file.name).replace(/\.(?:json|txt)$/i, '')
}

function readPrompt(record: UntrustedObject, chunks: readonly unknown[], title: string): NeutralConversation {
  for (const chunk of chunks) markInlineData(chunk)
  const inline = takeInlineAssets(chunks)
  const model = asText(asObject(record['runSettings'])['model'])?.replace(/^models\//, '') ?? null
  const name = createNodeNamer()
  const nodes = inOneLine([
    ...instructionsOf(record['systemInstruction']),
    ...chunks.map((chunk) => readChunk(chunk, model, name)),
  ])
  const { chunkedPrompt, prompt, chunks: _chunks, ...rest } = record
  const { chunks: _inner, ...beside } = asObject(chunkedPrompt ?? prompt)
  const times = nodes.flatMap((node) => node.createdAt ?? [])
  const conversation = neutralConversation({
    source: 'aistudio',
    sourceId: chatIdentity(title, nodes),
    title,
    createdAt: times[0] ?? null,
    updatedAt: times.at(-1) ?? null,
    nodes,
    raw: { ...rest, chunkedPrompt: beside },
  })
  return withAssets(conversation, () => null, inline)
}

function instructionsOf(value: unknown): NeutralNode[] {
  const inner = asList(asObject(value)['parts']).map((part) => asText(asObject(part)['text']))
  const text = asText(value) ?? asText(asObject(value)['text']) ?? inner.filter((part) => part !== null).join('\n')
  if (text === '') return []
  const parts = [{ kind: 'context', text, label: 'system_instruction' } as const]
  return [neutralNode({ sourceId: 'system-instruction', role: 'system', hidden: true, parts })]
}

function readChunk(chunk: unknown, model: string | null, name: ReturnType<typeof createNodeNamer>): NeutralNode {
  const createdAt = parseSourceTime(asObject(chunk)['createTime'])
  const parts = isObject(chunk) ? readChunkParts(chunk) : [opaquePart('chunk', chunk)]
  const said = asObject(chunk)
  const isPerson = said['role'] === 'user'
  return neutralNode({
    sourceId: name({ time: createdAt, who: String(said['role']), text: JSON.stringify(parts) }),
    role: isPerson ? 'user' : isObject(chunk) ? 'assistant' : 'system',
    createdAt,
    parts,
    model: isPerson || !isObject(chunk) ? null : model,
    finishReason: asText(said['finishReason']),
    raw: rawBeside(said, parts, ['text']),
  })
}
