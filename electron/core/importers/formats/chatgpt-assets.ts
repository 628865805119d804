import type { Part } from '#shared/model/part.ts'
import { assetId } from './chatgpt-pointers.ts'
import type { ReadItem } from '../importer.ts'
import { jsonItems, readSmallJson } from '../files/json-items.ts'
import type { NeutralAsset } from '../neutral.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { asNumber, asObject, asText } from '../untrusted.ts'

/** Finds the bytes and names behind the pointers of a ChatGPT export. */
export type ChatgptAssets = {
  /** The assets behind the pointers in these parts, each once. */
  readonly resolve: (parts: readonly Part[]) => NeutralAsset[]
  /** Files the tools made in answer to a message: the export names them only in its library. */
  readonly madeFor: (messageId: string) => readonly Part[]
}

type LibraryEntry = { readonly name: string | null; readonly mime: string | null }

/** Side-cars that say what files are called; read by name, because nothing but their names sets them apart. */
const namesFile = 'conversation_asset_file_names.json'
const libraryFile = 'library_files.json'

/** Looks through the files beside the conversations once. Notes what a torn side-car cannot tell. */
export async function indexAssets(files: readonly SourceFile[], notes: ReadItem[]): Promise<ChatgptAssets> {
  const byBase = [...files]
    .map((file) => ({ base: baseName(file.name), file }))
    .toSorted((left, right) => (left.base < right.base ? -1 : left.base > right.base ? 1 : 0))
  const names = new Map<string, string>()
  const library = new Map<string, LibraryEntry>()
  const made = new Map<string, Part[]>()

  for (const file of files) {
    if (baseName(file.name) === namesFile) {
      const parsed = await readSmallJson(file)
      if (parsed === null) notes.push({ kind: 'note', file: file.name, code: 'side-car-unreadable', item: null })
      for (const [key, name] of Object.entries(asObject(parsed))) {
        if (typeof name === 'string') names.set(key.replace(/\.dat$/, ''), name)
      }
    } else if (baseName(file.name) === libraryFile) await readLibrary(file)
  }

  async function readLibrary(file: SourceFile): Promise<void> {
    try {
      for await (const result of jsonItems(file, {})) {
        if ('problem' in result) {
          notes.push({ kind: 'note', file: file.name, code: 'side-car-unreadable', item: null })
          continue
        }
        const entry = asObject(result.item.value)
        const id = asText(entry['file_id'])
        if (!id) continue
        const name = asText(entry['file_name'])
        const mime = asText(entry['mime_type'])
        library.set(assetId(id), { name, mime })
        const messageId = asText(entry['origination_message_id'])
        if (!messageId) continue
        const part: Part = {
          kind: 'file',
          assetId: null,
          pointer: id,
          name,
          mime,
          size: asNumber(entry['file_size_bytes']),
        }
        made.set(messageId, [...(made.get(messageId) ?? []), part])
      }
    } catch {
      notes.push({ kind: 'note', file: file.name, code: 'side-car-unreadable', item: null })
    }
  }

  function find(id: string): SourceFile | null {
    let low = 0
    let high = byBase.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((byBase[middle]?.base ?? '') < id) low = middle + 1
      else high = middle
    }
    for (let at = low; at < byBase.length; at += 1) {
      const candidate = byBase[at]
      if (!candidate?.base.startsWith(id)) return null
      const next = candidate.base[id.length]
      if (next === undefined || next === '.' || next === '-') return candidate.file
    }
    return null
  }

  return {
    resolve(parts) {
      const assets = new Map<string, NeutralAsset>()
      for (const part of parts) {
        if (!('pointer' in part) || !part.pointer || assets.has(part.pointer)) continue
        const id = assetId(part.pointer)
        const known = library.get(id)
        assets.set(part.pointer, {
          id,
          pointer: part.pointer,
          name: part.name ?? names.get(id) ?? known?.name ?? null,
          mime: part.mime ?? known?.mime ?? null,
          file: id === '' ? null : find(id),
        })
      }
      return [...assets.values()]
    },
    madeFor: (messageId) => made.get(messageId) ?? [],
  }
}
