import type { ImportBatch, ImportedMessage } from '../chat/import-batch.ts'
import type { ConversationRepository, SourceDetails } from '../chat/conversation-repository.ts'
import type { ImportedPlace, MessageRepository } from '../chat/message-repository.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { CompanionId, ConversationId, ImportRunId, MessageId, Timestamp } from '#shared/model/ids.ts'
import { growMessage } from './grown-message.ts'
import { withAsset, type AssetLookup, type ImportAssets } from './import-assets.ts'
import type { NeutralConversation, NeutralNode } from './neutral.ts'
import { keptOwner, keptParts, withKept, type KeptNames } from './kept-message.ts'
import { movesOf } from './moved-messages.ts'
import { packRaw, unpackRaw } from '#core/store/raw-json.ts'
import { asObject } from './untrusted.ts'

/** What became of one conversation, once it is durable. */
export type WrittenConversation = {
  readonly conversation: NeutralConversation
  readonly isNew: boolean
  /** Whose it is in the vault. */
  readonly companionId: CompanionId | null
  /** The nodes that were not in the vault before. */
  readonly added: readonly NeutralNode[]
  /** Messages that had come in half and are whole now. */
  readonly grown: number
}

export type ImportWriter = {
  /** Takes one conversation; it may wait for others to share a transaction with. */
  readonly write: (conversation: NeutralConversation) => Promise<void>
  /** Writes what still waits. */
  readonly flush: () => Promise<void>
}

type Deps = {
  readonly runId: ImportRunId
  /** Whose a conversation becomes that was not here before. */
  readonly ownerOf: (conversation: NeutralConversation) => CompanionId | null
  readonly startedAt: Timestamp
  readonly messages: MessageRepository
  readonly conversations: ConversationRepository
  readonly assets: ImportAssets
  /** Whom and what the names in our own document mean here. */
  readonly names?: KeptNames
  /** Hears of each conversation after the transaction that completed it. */
  readonly onWritten: (written: WrittenConversation) => void
  /** Called between transactions, so that others can write and a cancel can be heard. */
  readonly pause: () => Promise<void>
  /** True when somebody waits to write: the transaction ends early. */
  readonly isWanted: () => boolean
}

type Place = Pick<ImportedPlace, 'id' | 'parentId' | 'depth'>

/** A conversation on its way in. It is whole once `next` has reached the end of `added`. */
type Work = {
  readonly conversation: NeutralConversation
  readonly existing: Conversation | null
  readonly added: readonly NeutralNode[]
  readonly places: Map<string, Place>
  /** The places of those that were here before. */
  readonly known: ReadonlyMap<string, ImportedPlace>
  readonly assetOf: AssetLookup
  readonly details: SourceDetails
  grown: number
  companionId: CompanionId | null
  id: ConversationId | null
  next: number
}

/** As long as the contract lets a title be; a list of conversations must stay one. The whole of it is in `raw`. */
const longestTitle = 300

type PackedNode = { readonly node: NeutralNode; readonly raw: Uint8Array | null }
type Slice = { readonly work: Work; readonly nodes: readonly PackedNode[] }

/** What a message weighs in a transaction: its row, and its words in the index. */
const rowWeight = 400
/** About 10 ms of work, while somebody else writes: what is staged when they come must still go in before them. */
const shortTransaction = 60_000
/** Each transaction writes the ends of some twenty trees of pages anew, so that short ones write the vault five times over. */
const longTransaction = 480_000
/** So many in a row that nobody waited for make a calm. */
const calmAfter = 100

/**
 * Puts neutral conversations into the vault. Only what is new goes in, in transactions that end when somebody waits: small
 * conversations share one, a long one takes several and becomes visible with its last.
 */
export function createImportWriter(deps: Deps): ImportWriter {
  const { runId, ownerOf, startedAt, messages, conversations, assets, names, onWritten, pause, isWanted } = deps
  let waiting: Work[] = []
  let weight = 0
  /** How many short transactions are left until there is a calm. */
  let hurried = 0

  function prepare(conversation: NeutralConversation): Work {
    const existing = findHere(conversation)
    const known = existing ? placesIn(existing, conversation) : new Map<string, ImportedPlace>()
    return {
      conversation,
      existing,
      added: conversation.nodes.filter((node) => !known.has(node.sourceId)),
      places: new Map(known),
      known,
      assetOf: assets.of(conversation.assets),
      // Without a time of its own it is as old as its first import, however often it is imported.
      details: detailsOf(conversation, existing?.updatedAt ?? startedAt),
      grown: 0,
      companionId: existing ? existing.companionId : ownerOf(conversation),
      id: existing?.id ?? null,
      next: 0,
    }
  }

  /** A document may come back to the vault it was written from, where its own conversations have no other name. */
  function findHere({ source, sourceId, kept }: NeutralConversation): Conversation | null {
    const own = kept && names ? names.keys.idOf(sourceId) : null
    const here = own === null ? null : conversations.find(own as ConversationId)
    return here?.source === source ? here : conversations.findBySource(source, sourceId)
  }

  function placesIn({ id }: Conversation, { kept }: NeutralConversation): Map<string, ImportedPlace> {
    return kept && names ? messages.everyPlace(id, names.keys) : messages.importedIds(id)
  }

  /** Messages that are here already may lack pictures that this export has, or their end. */
  async function fillIn(work: Work): Promise<void> {
    const { conversation, known } = work
    for (const node of conversation.nodes) {
      const place = known.get(node.sourceId)
      if (!place) continue
      if (await growMessage({ messages, assets }, place, node, conversation)) work.grown += 1
      else if (conversation.assets.length > 0) await assets.fillIn(node, place.id, conversation.assets)
    }
  }

  /** Takes over what a newer export says; what the person has changed since stays theirs. */
  function update(existing: Conversation, details: SourceDetails): void {
    if (details.updatedAt < existing.updatedAt) return
    const title = details.title !== null && !isRenamed(existing) ? details.title : existing.title
    if (details.updatedAt === existing.updatedAt && title === existing.title) return
    const createdAt = existing.createdAt ?? details.createdAt
    conversations.updateImported(existing.id, { ...details, title, createdAt, archived: existing.archived })
  }

  /** A title that its source never gave is the person's. */
  function isRenamed({ id, title }: Conversation): boolean {
    const raw = conversations.rawOf(id)
    return title !== null && !(raw && Object.values(asObject(unpackRaw(raw))).includes(title))
  }

  function begin(work: Work): ConversationId {
    const { existing, details } = work
    if (!existing) return create(work)
    update(existing, details)
    return existing.id
  }

  function create(work: Work): ConversationId {
    const { conversation, details } = work
    const { source, sourceId, kept } = conversation
    const imported = { ...details, importRunId: runId, source, sourceId }
    if (!kept || !names) return conversations.createImported({ ...imported, companionId: work.companionId })
    const { kind, memberIds, companionId } = keptOwner(kept, names)
    work.companionId = kind === 'room' ? null : (companionId ?? work.companionId)
    const lifelong =
      kind === 'lifelong' && companionId !== null
        ? conversations.claimLifelong(companionId, { ...details, sourceId })
        : null
    return (
      lifelong ??
      conversations.createImported({
        ...imported,
        companionId: work.companionId,
        kind: kind === 'lifelong' ? 'ordinary' : kind,
        memberIds,
      })
    )
  }

  function insert(batch: ImportBatch, work: Work, conversationId: ConversationId, { node, raw }: PackedNode): void {
    const parent = node.parentId === null ? null : (work.places.get(node.parentId) ?? null)
    const depth = parent ? parent.depth + 1 : 0
    const said = node.parts.map((part) => withAsset(part, work.assetOf))
    const parts = node.kept ? keptParts(said, node.kept) : said
    const place = { conversationId, parentId: parent?.id ?? null, depth, parts, raw }
    const message = messageOf(node, place)
    const kept = node.kept && names && withKept(message, node.kept, { names, places: work.places })
    work.places.set(node.sourceId, { id: batch.insert(kept ?? message), parentId: place.parentId, depth })
  }

  function heaviest(): number {
    return hurried > 0 ? shortTransaction : longTransaction
  }

  /** Chooses what goes into the next transaction, and packs it before the lock is taken. */
  function plan(): Slice[] {
    const slices: Slice[] = []
    let room = heaviest()
    for (const work of waiting) {
      const nodes: PackedNode[] = []
      while (room > 0 && work.next + nodes.length < work.added.length) {
        const node = work.added[work.next + nodes.length] as NeutralNode
        nodes.push({ node, raw: node.raw === null ? null : packRaw(node.raw) })
        room -= weigh(node)
      }
      slices.push({ work, nodes })
      if (room <= 0) break
    }
    return slices
  }

  /** One transaction. Answers what became whole by it. */
  function writeSome(): Work[] {
    const slices = plan()
    return messages.importBatch(runId, (batch) => {
      const finished: Work[] = []
      let inserted = 0
      for (const { work, nodes } of slices) {
        work.id ??= begin(work)
        for (const node of nodes) {
          // Never without having got further, or two busy sides could stand still.
          if (inserted > 0 && isWanted()) return finished
          insert(batch, work, work.id, node)
          work.next += 1
          inserted += 1
        }
        if (work.next < work.added.length) break
        const moves = work.existing ? movesOf(work) : []
        if (moves.length > 0) batch.rehang(work.id, moves)
        if (work.added.length > 0 || !work.existing) batch.finish(work.id, currentOf(work, messages.leafId(work.id)))
        finished.push(work)
      }
      return finished
    })
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const finished = writeSome()
      hurried = isWanted() ? calmAfter : Math.max(0, hurried - 1)
      waiting = waiting.slice(finished.length)
      for (const { conversation, existing, companionId, added, grown } of finished) {
        onWritten({ conversation, isNew: !existing, companionId, added, grown })
      }
      await pause()
    }
    weight = 0
  }

  return {
    async write(conversation) {
      const waits = ({ conversation: other }: Work) =>
        other.sourceId === conversation.sourceId && other.source === conversation.source
      if (waiting.some(waits)) await flush()
      const work = prepare(conversation)
      await assets.store(work.added, conversation.assets)
      if (work.existing) await fillIn(work)
      if (work.existing && work.added.length === 0) {
        update(work.existing, work.details)
        onWritten({ conversation, isNew: false, companionId: work.companionId, added: [], grown: work.grown })
        return
      }
      waiting.push(work)
      for (const node of work.added) weight += weigh(node)
      if (weight >= heaviest()) await flush()
    },
    flush,
  }
}

/** Where the person went on talking here, be it a moment ago, the thread stays with what they said. */
function currentOf({ conversation, places }: Work, leaf: MessageId | null): MessageId | null {
  const follows = leaf === null || [...places.values()].some((place) => place.id === leaf)
  return follows && conversation.currentId !== null ? (places.get(conversation.currentId)?.id ?? null) : null
}

function weigh(node: NeutralNode): number {
  let weight = rowWeight
  for (const part of node.parts) if ('text' in part) weight += part.text.length
  return weight
}

function detailsOf(conversation: NeutralConversation, undated: Timestamp): SourceDetails {
  const newest = conversation.nodes.reduce((latest, node) => Math.max(latest, node.createdAt?.milliseconds ?? 0), 0)
  const createdAt = conversation.createdAt?.milliseconds ?? null
  return {
    title: conversation.title?.slice(0, longestTitle).toWellFormed() ?? null,
    createdAt,
    updatedAt: conversation.updatedAt?.milliseconds ?? (newest || createdAt || undated),
    archived: conversation.archived,
    raw: conversation.kept && conversation.raw === null ? null : packRaw(conversation.raw),
  }
}

function messageOf(
  node: NeutralNode,
  place: Pick<ImportedMessage, 'conversationId' | 'parentId' | 'depth' | 'parts' | 'raw'>,
): ImportedMessage {
  return {
    ...place,
    role: node.role,
    author: node.author,
    createdAt: node.createdAt?.milliseconds ?? null,
    timeOriginal: node.createdAt?.original ?? null,
    timePrecision: node.createdAt?.precision ?? null,
    timeZoneKnown: node.createdAt?.zoneKnown ?? null,
    model: node.model,
    provider: null,
    state: node.state,
    finishReason: node.finishReason,
    tokens: null,
    hidden: node.hidden,
    sourceId: node.sourceId,
  }
}
