import { unzipSync } from 'node:zlib'
import { framedFile } from '../files/framed-file.ts'
import { readHead } from '../files/file-head.ts'
import { heldFile } from '../files/held-file.ts'
import { parseJsonLine } from '../files/json-lines.ts'
import { parseMsgpack } from '../files/msgpack.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { SourceTrouble, troubleCode } from '../files/source-trouble.ts'
import type { ReadItem } from '../importer.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** A save is read as a whole, or each character of one; pictures lie outside of it. */
const mostBytes = 128 * 1024 * 1024
const saveName = 'database.risudat'
const blocksMark = Buffer.from('RISUSAVE\0', 'latin1')
const wholeMark = Buffer.from('\0RISUSAVE\0', 'latin1')
/** What stands behind the mark of a save that is one value: how that is packed. */
const plain = 7
const packed = new Set([8, 9])
const characterBlock = 2
const remoteBlock = 6

/** A character, or a group of them, with their chats. */
type FoundCharacter = { readonly kind: 'character'; readonly character: UntrustedObject }

/** By what bytes begin a save of RisuAI, or its backup: a save among pictures, one file after another. Null for others. */
export function risuMark(head: Buffer): string | null {
  if (isSave(head)) return 'RISUSAVE'
  const length = head.length > 8 ? head.readUInt32LE(0) : 0
  const name = length > 0 && length < 256 ? head.toString('latin1', 4, 4 + length) : ''
  const isPicture = /^(?:assets\/)?[\w.-]{16,}\.(?:png|webp|jpe?g|gif|mp3|wav|ogg|mp4|bin)$/.test(name)
  return name === saveName || isPicture ? name : null
}

/** The characters of a save with their chats, and what is wrong with some of them. Throws SourceTrouble. */
export async function* risuCharacters(
  file: SourceFile,
  all: readonly SourceFile[],
): AsyncGenerator<FoundCharacter | ReadItem, void, void> {
  const save = isSave(await readHead(file))
    ? await heldFile(file, mostBytes)
    : await framedFile(file, saveName, mostBytes)
  if (save && beginsWith(save, wholeMark)) {
    for (const one of asList(asObject(wholeValue(save))['characters'])) yield characterOf(one)
  } else if (save && beginsWith(save, blocksMark)) yield* blockCharacters(save, file, all)
  else yield { kind: 'failed', file: file.name, code: 'risuai-backup', item: null }
}

function characterOf(value: unknown): FoundCharacter {
  return { kind: 'character', character: asObject(value) }
}

function wholeValue(save: Buffer): unknown {
  const how = save[wholeMark.length] ?? 0
  const body = save.subarray(wholeMark.length + 1)
  if (how !== plain && !packed.has(how)) throw new SourceTrouble('unsupported-compression')
  return parseMsgpack(how === plain ? body : unpack(body))
}

/** Each character is JSON of its own; some keep theirs in a file beside the save. */
async function* blockCharacters(
  save: Buffer,
  file: SourceFile,
  all: readonly SourceFile[],
): AsyncGenerator<FoundCharacter | ReadItem, void, void> {
  for (const block of blocksOf(save)) {
    if (block.type !== characterBlock && block.type !== remoteBlock) continue
    const failed = (code: string): ReadItem => ({ kind: 'failed', file: file.name, code, item: block.name })
    try {
      const bytes = block.type === characterBlock ? block.data() : await remoteBytes(block.data(), all)
      const value = bytes && parseJsonLine(bytes)
      if (value && 'problem' in value) yield failed(value.problem)
      else yield value ? characterOf(value.value) : failed('risuai-elsewhere')
    } catch (error) {
      yield failed(troubleCode(error))
    }
  }
}

/** What a block only points to; null where that is not here. */
async function remoteBytes(block: Buffer, all: readonly SourceFile[]): Promise<Buffer | null> {
  const pointer = parseJsonLine(block)
  const { name } = asObject('value' in pointer ? pointer.value : null)
  const beside = all.find((file) => baseName(file.name) === `${asText(name)}.local.bin`)
  return beside ? await heldFile(beside, mostBytes) : null
}

function* blocksOf(save: Buffer): Generator<{ type: number; name: string; data: () => Buffer }, void, void> {
  let at = blocksMark.length
  while (at < save.length) {
    const [type = 0, isPacked = 0, nameLength = 0] = save.subarray(at, at + 3)
    const start = at + 3 + nameLength + 4
    if (start > save.length) throw new SourceTrouble('damaged')
    const end = start + save.readUInt32LE(start - 4)
    if (end > save.length) throw new SourceTrouble('damaged')
    const data = save.subarray(start, end)
    const name = save.toString('utf8', at + 3, start - 4)
    yield { type, name, data: () => (isPacked === 1 ? unpack(data) : data) }
    at = end
  }
}

function unpack(bytes: Buffer): Buffer {
  try {
    return unzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (error) {
    throw new SourceTrouble(error instanceof RangeError ? 'too-large' : 'damaged')
  }
}

function isSave(head: Buffer): boolean {
  return beginsWith(head, blocksMark) || beginsWith(head, wholeMark)
}

function beginsWith(bytes: Buffer, mark: Buffer): boolean {
  return mark.equals(bytes.subarray(0, mark.length))
}
