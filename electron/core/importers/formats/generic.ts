import type { ImportMapping } from '#shared/model/import-mapping.ts'
import { csvHeader } from '../files/csv-rows.ts'
import { eachFile } from '../files/each-file.ts'
import { readRowGroup } from './generic-conversation.ts'
import { isMessageHeading, isMessageRow } from './generic-fields.ts'
import { rowGroups } from './generic-groups.ts'
import { guessMapping } from './generic-mapping.ts'
import { fileValues, heldValues, type FileValues } from './generic-values.ts'
import { byRows } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import type { SourceFile } from '../files/source-files.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { asObject } from '../untrusted.ts'

/** JSON and tables of no known app in which rows have a speaker and words. */
export const generic: Importer = { id: 'generic', descend: [], detect, read }

/** Values looked at to guess how a file is to be read. */
const sampled = 500

function detect(sample: Sample): Detection | null {
  if (!looksLikeMessages(sample)) return null
  return { certainty: 'likely', why: byRows }
}

function looksLikeMessages(sample: Sample): boolean {
  switch (sample.kind) {
    case 'text':
      return isMessageHeading(csvHeader(sample.head))
    case 'outline':
      return guessMapping(sample.members) !== null
    case 'line':
      return isMessageRow(asObject(sample.item)) || guessMapping(sample.item) !== null
    case 'json':
      return sample.shape === 'array' && (isMessageRow(asObject(sample.item)) || guessMapping(sample.item) !== null)
    default:
      return false
  }
}

function read({ files, mappings }: Claim): AsyncGenerator<ReadItem, void, void> {
  return eachFile(files, (file) => readGeneric(file, mappings?.get(file.name)))
}

/** Reads a file by a mapping: the person's, or one guessed from how the file begins. */
export async function* readGeneric(
  file: SourceFile,
  corrected: ImportMapping | null = null,
): AsyncGenerator<ReadItem, void, void> {
  const values = await fileValues(file)
  const troubles: ReadItem[] = []
  const mapping = corrected ?? guessMapping(await sampleOf(values, troubles))
  const problems: ReadItem[] = []
  if (!mapping || mapping.text === '' || mapping.role === '') {
    const item = { kind: 'failed', file: file.name, code: 'not-a-conversation', item: null } as const
    yield* troubles.length > 0 ? troubles : [item]
  } else if (values.isOne) for await (const root of values.read(problems)) yield* readRoot(root, mapping, file, null)
  else if (mapping.list[0] === '*') {
    yield* readEach(values.read(problems), { ...mapping, list: mapping.list.slice(1) }, file)
  } else yield* readRoot(await heldValues(values, file, problems), mapping, file, null)
  yield* problems
}

/** The beginning of a file, as the one value that a mapping is guessed from. Throws SourceTrouble. */
export async function sampleValue(file: SourceFile): Promise<unknown> {
  return sampleOf(await fileValues(file), [])
}

async function sampleOf({ isOne, read: readValues }: FileValues, problems: ReadItem[]): Promise<unknown> {
  const first: unknown[] = []
  for await (const value of readValues(problems)) {
    first.push(value)
    if (first.length >= sampled) break
  }
  return isOne ? first[0] : first
}

async function* readEach(
  values: AsyncIterable<unknown>,
  mapping: ImportMapping,
  file: SourceFile,
): AsyncGenerator<ReadItem, void, void> {
  let index = 0
  for await (const value of values) {
    index += 1
    yield* readRoot(value, mapping, file, `#${index}`)
  }
}

function readRoot(root: unknown, mapping: ImportMapping, { name: file }: SourceFile, item: string | null): ReadItem[] {
  const groups = rowGroups(root, mapping)
  if (groups.length === 0) return [{ kind: 'failed', file, code: 'not-a-conversation', item }]
  return groups.map((group) => {
    if (group.rows.length === 0) return emptyConversation(file, group.title ?? item)
    return tryConversation(file, group.title ?? item, () => readRowGroup(group, mapping))
  })
}
