import { indexAssetFiles } from '../reading/asset-index.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { neutralConversation } from '../reading/neutral-builders.ts'
import { createTavernChat, tavernIdentity } from './sillytavern-chat.ts'
import { indexTavernGroups } from './sillytavern-groups.ts'
import { isTavernHeader, isTavernMessage, tavernLines } from './sillytavern-log.ts'
import { readTavernLine, type TavernTurn } from './sillytavern-message.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { troubleCode } from '../files/source-trouble.ts'
import { parseTavernTime } from '../reading/tavern-time.ts'
import { asObject, asText, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** SillyTavern's chat files and those of its kin, one line for each message: chats, group chats, branches, backups. */
export const sillytavern: Importer = {
  id: 'sillytavern',
  descend: [],
  detect,
  read,
}

/** How a chat file begins: enough to know which files are one chat. */
type Opening = {
  readonly file: SourceFile
  readonly header: UntrustedObject | null
  readonly sourceId: string
  readonly character: string | null
  /** The chat that this one branched off from, by its file's name. */
  readonly branchOf: string | null
}

const openingLines = 100

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'line') return null
  if (isTavernHeader(sample.item)) return { certainty: 'certain', why: byFields('user_name', 'character_name') }
  return isTavernMessage(sample.item) ? { certainty: 'certain', why: byFields('mes', 'is_user') } : null
}

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const assets = indexAssetFiles(all)
  const groups = await indexTavernGroups(all)
  const openings: Opening[] = []
  for (const file of files) {
    try {
      openings.push(await readOpening(file))
    } catch (error) {
      yield { kind: 'failed', file: file.name, code: troubleCode(error), item: null }
    }
  }
  for (const [sourceId, opened] of oneChatEach(openings)) {
    const [main] = opened
    if (!main) continue
    const chat = createTavernChat()
    const group = groups.get(nameOf(main.file)) ?? null
    const title = asText(asObject(group)['name']) ?? titleOf(main)
    // One conversation for each file, all under the same id, so that each file is accounted for.
    for (const { file, header } of opened) {
      chat.begin(file.name, header)
      yield* readLines(file, chat)
      const { nodes, currentId, inline, headers } = chat.end()
      if (nodes.length === 0) continue
      const createdAt = parseTavernTime(asObject(headers[0]?.header)['create_date'])
      const raw = { files: headers, group: withoutSecrets(group) }
      const said = { source: 'sillytavern', sourceId, title, createdAt, currentId, nodes, raw } as const
      const conversation = neutralConversation(said)
      const whole = withAssets(conversation, (pointer) => assets.named(pointer, file), inline)
      yield { kind: 'conversation', file: file.name, conversation: whole }
    }
  }
}

async function readOpening(file: SourceFile): Promise<Opening> {
  const turns: TavernTurn[] = []
  let header: UntrustedObject | null = null
  for await (const line of tavernLines(file)) {
    if ('header' in line) header = line.header
    else {
      const turn = readTavernLine(line)
      turns.push(turn)
      if (turn.versions[0]?.node.role === 'user' || turns.length === openingLines) break
    }
  }
  const branchOf = asText(asObject(header?.['chat_metadata'])['main_chat'])
  return { file, header, branchOf, ...tavernIdentity(header, turns) }
}

/** The files of each chat, the chat itself before what branched off from it. */
function oneChatEach(openings: readonly Opening[]): Map<string, Opening[]> {
  const byPath = new Map(openings.map((opening) => [opening.file.name, opening]))
  const chats = new Map<string, Opening[]>()
  for (const opening of openings) {
    const { sourceId } = rootOf(opening, byPath)
    const known = chats.get(sourceId)
    if (known) known.push(opening)
    else chats.set(sourceId, [opening])
  }
  for (const chat of chats.values()) {
    chat.sort((left, right) => {
      const branches = Number(left.branchOf !== null) - Number(right.branchOf !== null)
      return branches || right.file.bytes - left.file.bytes || (left.file.name < right.file.name ? -1 : 1)
    })
  }
  return chats
}

/** Follows a branch to the chat it came from, as far as that is here. */
function rootOf(opening: Opening, byPath: ReadonlyMap<string, Opening>): Opening {
  const seen = new Set<Opening>()
  let root = opening
  while (root.branchOf !== null && !seen.has(root)) {
    seen.add(root)
    const folder = root.file.name.slice(0, -baseName(root.file.name).length)
    root = byPath.get(`${folder}${root.branchOf}.jsonl`) ?? root
  }
  return root
}

async function* readLines(
  file: SourceFile,
  chat: ReturnType<typeof createTavernChat>,
): AsyncGenerator<ReadItem, void, void> {
  let torn: number | null = null
  let last = -1
  try {
    for await (const line of tavernLines(file)) {
      if ('header' in line) continue
      chat.add(line)
      last = line.index
      if (!('torn' in line)) continue
      if (torn !== null) yield { kind: 'note', file: file.name, code: 'malformed', item: `#${torn + 1}` }
      torn = line.index
    }
  } catch (error) {
    yield { kind: 'note', file: file.name, code: troubleCode(error), item: null }
  }
  if (torn !== null) {
    yield { kind: 'note', file: file.name, code: torn === last ? 'truncated' : 'malformed', item: `#${torn + 1}` }
  }
}

function nameOf(file: SourceFile): string {
  return baseName(file.name).replace(/\.jsonl$/i, '')
}

/** What the person called the chat; where that is only a date, the character it is with. */
function titleOf({ file, character }: Opening): string | null {
  const name = nameOf(file)
  if (character === null) return name
  const rest = name.startsWith(character) ? name.slice(character.length) : name
  return /\p{L}/u.test(rest.replace(/\d+(?:ms|[hms])|imported/g, '')) ? name : character
}
