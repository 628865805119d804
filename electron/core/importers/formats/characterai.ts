import { indexAssetFiles, type AssetIndex } from '../reading/asset-index.ts'
import {
  characterAiChats,
  characterOf,
  looksLikeHistory,
  looksLikeTurns,
  type CharacterAiChat,
} from './characterai-chats.ts'
import { readHistory } from './characterai-history.ts'
import { readTurns } from './characterai-turns.ts'
import { eachFile } from '../files/each-file.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRows } from '../files/json-rows.ts'
import type { SourceFile } from '../files/source-files.ts'
import { tryConversation } from '../reading/try-conversation.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

/** The dumpers keep their histories in a list of that name inside a member of that name. */
const descendThrough = ['histories']

/** Character.AI: histories saved by dumper scripts, chats as lists of turns, and whatever archive holds either. */
export const characterai: Importer = {
  id: 'characterai',
  descend: [],
  descendThrough,
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json') return null
  const { item } = sample
  const found = { certainty: 'certain', why: byFields('histories', 'msgs') } as const
  const lists = [item, asObject(item)['histories'], asObject(item)['turns'], asObject(item)['chats']]
  for (const list of lists.map(asList)) {
    if (looksLikeTurns(list) || list.some((entry) => looksLikeTurns(asObject(entry)['turns']))) {
      return { certainty: 'certain', why: byFields('candidates') }
    }
    if (list.some(looksLikeHistory)) return found
  }
  if (looksLikeHistory(item)) return found
  return looksLikeTurns([item]) ? { certainty: 'certain', why: byFields('candidates') } : null
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const assets = indexAssetFiles(all)
  return eachFile(files, (file) => readFile(file, assets))
}

async function* readFile(file: SourceFile, assets: AssetIndex): AsyncGenerator<ReadItem, void, void> {
  const problems: ReadItem[] = []
  const outline = await outlineOf(file, problems)
  yield* problems
  let isFirst = true
  for await (const chat of chatsOf(file, outline)) {
    // The character may be long: told once, and by name from then on.
    const character = isFirst ? chat.character : briefly(chat.character)
    isFirst = false
    yield tryConversation(file.name, asText(chat.value['title']), () => {
      const conversation =
        chat.kind === 'history' ? readHistory(chat.value, character) : readTurns(chat.value, chat.turns, character)
      return withAssets(conversation, (pointer) => assets.named(pointer, file))
    })
  }
}

type Outline = {
  readonly members: Record<string, unknown>
  /** The lists, by the member that holds them, whose rows are turns: they make sense only together. */
  readonly ofTurns: ReadonlySet<string | null>
}

/** Everything of a file but the rows of its long lists. */
async function outlineOf(file: SourceFile, problems: ReadItem[]): Promise<Outline> {
  const members: Record<string, unknown> = Object.create(null)
  const ofTurns = new Set<string | null>()
  for await (const row of jsonRows(file, descendThrough)) {
    if (row.kind !== 'row') problems.push(row)
    else if (row.listed) {
      if (looksLikeTurns([row.value])) ofTurns.add(row.key)
    } else if (row.key !== null) {
      if (row.within === null) members[row.key] = row.value
      else members[row.within] = { ...asObject(members[row.within]), [row.key]: row.value }
    }
  }
  return { members, ofTurns }
}

/** The chats of the long lists one by one, then whatever else holds any. */
async function* chatsOf(file: SourceFile, { members, ofTurns }: Outline): AsyncGenerator<CharacterAiChat, void, void> {
  const character = characterOf(members) ?? {}
  const turns = new Map<string | null, unknown[]>()
  for await (const row of jsonRows(file, descendThrough)) {
    if (row.kind !== 'row' || !row.listed) continue
    if (ofTurns.has(row.key)) listOf(turns, row.key).push(row.value)
    else yield* characterAiChats(row.value, character)
  }
  for (const list of turns.values()) yield* characterAiChats(list, character)
  yield* characterAiChats(members)
}

function listOf(lists: Map<string | null, unknown[]>, key: string | null): unknown[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

function briefly(character: UntrustedObject): UntrustedObject {
  const { name, participant__name: participantName, external_id: id } = character
  return { name, participant__name: participantName, external_id: id }
}
