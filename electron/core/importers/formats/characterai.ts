import { indexAssetFiles, type AssetIndex } from '../reading/asset-index.ts'
import { characterAiChats, looksLikeHistory, looksLikeTurns } from './characterai-chats.ts'
import { readHistory } from './characterai-history.ts'
import { readTurns } from './characterai-turns.ts'
import { eachFile } from '../files/each-file.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonWhole } from '../files/json-whole.ts'
import type { SourceFile } from '../files/source-files.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

/** Character.AI: histories saved by dumper scripts, chats as lists of turns, and whatever archive holds either. */
export const characterai: Importer = {
  id: 'characterai',
  descend: [],
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'json') return null
  const { item } = sample
  const found = { certainty: 'certain', why: 'histories of a character' } as const
  const lists = [item, asObject(item)['histories'], asObject(item)['turns'], asObject(item)['chats']]
  for (const list of lists.map(asList)) {
    if (looksLikeTurns(list) || list.some((entry) => looksLikeTurns(asObject(entry)['turns']))) {
      return { certainty: 'certain', why: 'turns with candidates' }
    }
    if (list.some(looksLikeHistory)) return found
  }
  if (looksLikeHistory(item)) return found
  return looksLikeTurns([item]) ? { certainty: 'certain', why: 'turns with candidates' } : null
}

function read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const assets = indexAssetFiles(all)
  return eachFile(files, (file) => readFile(file, assets))
}

async function* readFile(file: SourceFile, assets: AssetIndex): AsyncGenerator<ReadItem, void, void> {
  const { root, problems } = await jsonWhole(file)
  yield* problems
  let isFirst = true
  for (const chat of characterAiChats(root)) {
    // The character may be long: told once, and by name from then on.
    const character = isFirst ? chat.character : briefly(chat.character)
    isFirst = false
    try {
      const conversation =
        chat.kind === 'history' ? readHistory(chat.value, character) : readTurns(chat.value, chat.turns, character)
      const whole = withAssets(conversation, (pointer) => assets.named(pointer, file))
      yield { kind: 'conversation', file: file.name, conversation: whole }
    } catch {
      yield { kind: 'failed', file: file.name, code: 'unreadable-conversation', item: asText(chat.value['title']) }
    }
  }
}

function briefly(character: UntrustedObject): UntrustedObject {
  const { name, participant__name: participantName, external_id: id } = character
  return { name, participant__name: participantName, external_id: id }
}
