import type { ReadItem } from '../importer.ts'
import { cherryAssistants, type CherryAssistants } from './cherry-studio-assistants.ts'
import { jsonRows } from '../files/json-rows.ts'
import { messageRows } from '../reading/message-rows.ts'
import type { SourceFile } from '../files/source-files.ts'
import { asList, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** The member of a backup whose lists are the tables of its database. */
export const cherryMembers = ['indexedDB']

/** Where everything of a topic lies: topics by their place in the file, as they may lack an id or share one. */
export type CherryPlaces = {
  readonly weights: Map<number, number>
  readonly ofMessage: Map<string, number>
  readonly ofBlock: Map<string, number>
}

/** Goes over the topics: what each weighs, and which messages and blocks are its own. */
export async function placeTopics(
  file: SourceFile,
): Promise<{ readonly known: CherryAssistants; readonly places: CherryPlaces; readonly problems: ReadItem[] }> {
  const places: CherryPlaces = { weights: new Map(), ofMessage: new Map(), ofBlock: new Map() }
  const problems: ReadItem[] = []
  let known = cherryAssistants(null)
  for await (const row of jsonRows(file, cherryMembers)) {
    if (row.kind !== 'row') problems.push(row)
    else if (row.within === null && row.key === 'localStorage') known = cherryAssistants(row.value)
    else if (row.key === 'topics' && row.listed && isObject(row.value)) {
      const topic = places.weights.size
      places.weights.set(topic, row.bytes)
      for (const message of messageRows(row.value['messages'])) {
        const id = asText(message['id'])
        if (id !== null) places.ofMessage.set(id, topic)
        for (const block of asList(message['blocks'])) if (typeof block === 'string') places.ofBlock.set(block, topic)
      }
    }
  }
  return { known, places, problems }
}

/** Adds what its blocks weigh to each topic, and answers the types of those that are of none. */
export async function weighBlocks(
  file: SourceFile,
  places: CherryPlaces,
): Promise<{ readonly weights: ReadonlyMap<number, number>; readonly left: readonly (string | null)[] }> {
  const left: (string | null)[] = []
  for await (const block of blocksOf(file)) {
    const topics = topicsOf(block.value, places)
    for (const topic of topics) places.weights.set(topic, (places.weights.get(topic) ?? 0) + block.bytes)
    if (topics.size === 0) left.push(asText(block.value['type']))
  }
  return { weights: places.weights, left }
}

/** Reads the topics of one pass with their blocks. */
export async function rowsOfPass(file: SourceFile, pass: ReadonlySet<number>, places: CherryPlaces) {
  const topics: UntrustedObject[] = []
  const blocks: UntrustedObject[] = []
  let topic = -1
  for await (const row of jsonRows(file, cherryMembers)) {
    if (row.kind !== 'row' || !row.listed) continue
    if (row.key === 'topics' && isObject(row.value)) {
      topic += 1
      if (pass.has(topic)) topics.push(row.value)
    } else if (row.key === 'message_blocks') {
      blocks.push(
        ...messageRows([row.value]).filter((block) => [...topicsOf(block, places)].some((one) => pass.has(one))),
      )
    }
  }
  return { topics, message_blocks: blocks }
}

async function* blocksOf(file: SourceFile) {
  for await (const row of jsonRows(file, cherryMembers)) {
    if (row.kind !== 'row' || row.key !== 'message_blocks' || !row.listed) continue
    for (const value of messageRows([row.value])) yield { value, bytes: row.bytes }
  }
}

/** A message lists its blocks, and a block names its message: either may be missing. */
function topicsOf(block: UntrustedObject, { ofMessage, ofBlock }: CherryPlaces): Set<number> {
  const topics = [ofMessage.get(asText(block['messageId']) ?? ''), ofBlock.get(asText(block['id']) ?? '')]
  return new Set(topics.filter((topic) => topic !== undefined))
}
