import type { z } from 'zod'
import {
  DocumentCompanion,
  DocumentConversation,
  DocumentDay,
  DocumentMessage,
  DocumentRevisions,
  documentVersion,
} from '#shared/model/document.ts'
import { Role } from '#shared/model/message.ts'
import { Part } from '#shared/model/part.ts'
import { byFields } from '../evidence.ts'
import { eachFile } from '../files/each-file.ts'
import { jsonItems } from '../files/json-items.ts'
import { folderOf, nameFiles } from '../files/named-files.ts'
import type { SourceFile } from '../files/source-files.ts'
import type { Claim, Detection, Importer, KeptThing, ReadItem, Sample } from '../importer.ts'
import type { NeutralAsset, NeutralConversation, NeutralNode } from '../neutral.ts'
import { neutralNode } from '../reading/neutral-builders.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { createOwnIds } from '../reading/own-ids.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** Our own document, which holds everything: see docs/export-format.md. */
export const keepsake: Importer = {
  id: 'keepsake',
  descend: ['companions', 'conversations', 'days'],
  detect,
  read,
}

type Find = KeptThing['find']

/** Deeper than what any message holds, since it may hold what a source said. */
const maxDepth = 200

function detect(sample: Sample): Detection | null {
  const isOurs = sample.kind === 'json' && sample.key === 'format' && sample.item === 'keepsake'
  return isOurs ? { certainty: 'certain', why: byFields('format', 'conversations') } : null
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const named = nameFiles(all)
  return eachFile(files, (file) => readDocument(file, (path) => named.find(path, folderOf(file.name))))
}

async function* readDocument(file: SourceFile, find: Find): AsyncGenerator<ReadItem, void, void> {
  const { name } = file
  for await (const result of jsonItems(file, { descend: keepsake.descend, maxDepth })) {
    if ('problem' in result) {
      yield { kind: 'failed', file: name, code: result.problem.code, item: `#${result.problem.index + 1}` }
      continue
    }
    const { key, value, listed } = result.item
    if (key === 'version' && typeof value === 'number' && value > documentVersion) {
      yield { kind: 'failed', file: name, code: 'newer-document', item: String(value) }
      return
    }
    if (key === 'self') yield* selfOf(value, name, find)
    else if (listed) yield* itemOf(key, value, name, find)
  }
}

function* selfOf(value: unknown, file: string, find: Find): Generator<ReadItem, void, void> {
  const revisions = DocumentRevisions.parse(asList(value))
  if (revisions.length > 0) yield { kind: 'kept', file, thing: { what: 'self', revisions, find } }
  yield* leftOut(value, revisions, file, null)
}

/** Says that states of something could not be read. */
function* leftOut(
  written: unknown,
  read: readonly unknown[],
  file: string,
  item: string | null,
): Generator<ReadItem, void, void> {
  if (read.length < asList(written).length) yield { kind: 'note', file, code: 'malformed', item }
}

function* itemOf(key: string | null, value: unknown, file: string, find: Find): Generator<ReadItem, void, void> {
  if (key === 'conversations') {
    yield readConversation(value, file, find)
    return
  }
  const thing = key === 'companions' ? companionOf(value, find) : dayOf(value, find)
  const item = asText(asObject(value)['title']) ?? asText(asObject(asObject(value)['profile'])['name'])
  yield thing ? { kind: 'kept', file, thing } : { kind: 'note', file, code: 'malformed', item }
  if (thing?.what === 'companion') {
    yield* leftOut(asObject(value)['revisions'], thing.companion.revisions, file, item)
  }
}

function companionOf(value: unknown, find: Find): KeptThing | null {
  const companion = DocumentCompanion.safeParse(value).data
  return companion ? { what: 'companion', companion, find } : null
}

function dayOf(value: unknown, find: Find): KeptThing | null {
  const day = DocumentDay.safeParse(value).data
  return day ? { what: 'day', day, find } : null
}

function readConversation(value: unknown, file: string, find: Find): ReadItem {
  const kept = DocumentConversation.safeParse(value).data
  if (!kept) return { kind: 'failed', file, code: 'not-a-conversation', item: asText(asObject(value)['title']) }
  const assets = new Map<string, NeutralAsset>()
  const messages = asList(asObject(value)['messages']).map((message, at) => readMessage(message, at, assets, find))
  const nodes = inOneTree(messages, kept.continues)
  const isHere = kept.continues || nodes.some(({ sourceId }) => sourceId === kept.shown)
  const conversation: NeutralConversation = {
    source: kept.source,
    sourceId: kept.id,
    title: kept.title,
    createdAt: exactly(kept.createdAt),
    updatedAt: exactly(kept.updatedAt),
    archived: kept.archived,
    currentId: isHere ? kept.shown : null,
    nodes,
    assets: [...assets.values()],
    raw: kept.raw ?? null,
    kept,
    keptRaw: null,
  }
  return { kind: 'conversation', file, conversation }
}

/** A document changed by hand may use an id twice, or hang a message on one that is not there. A later piece may hang on an earlier. */
function inOneTree(messages: readonly NeutralNode[], continues: boolean): NeutralNode[] {
  const ownId = createOwnIds()
  const known = new Set<string>()
  return messages.map((message) => {
    const sourceId = ownId(message.sourceId)
    const { parentId } = message
    const hangs = continues || parentId === null || known.has(parentId)
    known.add(sourceId)
    return { ...message, sourceId, parentId: hangs ? parentId : null }
  })
}

function readMessage(value: unknown, at: number, assets: Map<string, NeutralAsset>, find: Find): NeutralNode {
  const kept = DocumentMessage.safeParse(value).data
  if (!kept || kept.state === 'streaming') return unreadable(asObject(value), at)
  return {
    sourceId: kept.id,
    parentId: kept.parent,
    role: kept.role,
    author: kept.author,
    createdAt: exactly(kept.createdAt),
    parts: kept.parts.map((part) => readPart(part, assets, find)),
    keptRaw: false,
    hidden: kept.hidden,
    state: kept.state,
    model: kept.model,
    finishReason: kept.finishReason,
    raw: kept.raw ?? null,
    kept,
  }
}

/** A message that somebody changed by hand into what we do not understand is kept as it is, in its place. */
function unreadable(value: UntrustedObject, at: number): NeutralNode {
  const role = Role.catch('system').parse(value['role'])
  const sourceId = asText(value['id']) ?? `#${at + 1}`
  return neutralNode({ sourceId, parentId: asText(value['parent']), role, parts: [opaquePart('message', value)] })
}

/** Bytes are pointed to by their path until they are in; the part's own pointer comes back with the rest of it. */
function readPart(
  written: z.infer<typeof DocumentMessage>['parts'][number],
  assets: Map<string, NeutralAsset>,
  find: Find,
): Part {
  const { file, ...rest } = written
  const part = Part.safeParse('pointer' in rest ? { ...rest, assetId: null } : rest).data
  if (!part) return opaquePart(written.kind, written)
  if (file === undefined || !('pointer' in part)) return part
  if (!assets.has(file)) {
    assets.set(file, { id: file, pointer: file, name: part.name, mime: part.mime, file: find(file) })
  }
  return { ...part, pointer: file }
}

function exactly(milliseconds: number | null): NeutralNode['createdAt'] {
  if (milliseconds === null) return null
  return { milliseconds, original: String(milliseconds), precision: 'millisecond', zoneKnown: true }
}
