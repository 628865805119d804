import { readSmallJson } from '../files/json-items.ts'
import type { NeutralAsset } from '../neutral.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { asList, asObject, asText } from '../untrusted.ts'

/** Read by name, because it is the one that says what every other file of a backup is. */
const manifestName = 'manifest.json'

/** Finds the files of a backup by the keys that messages name them by; their own names are numbers. */
export async function chatboxResources(
  all: readonly SourceFile[],
): Promise<(pointer: string) => NeutralAsset | undefined> {
  const byName = new Map(all.map((file) => [file.name, file]))
  const assets = new Map<string, NeutralAsset>()
  for (const file of all) {
    if (baseName(file.name) !== manifestName) continue
    const manifest = asObject(await readSmallJson(file))
    if (manifest['format'] !== 'chatbox-backup') continue
    const folder = file.name.slice(0, -manifestName.length)
    for (const resource of asList(manifest['resources']).map(asObject)) {
      const stored = byName.get(`${folder}${asText(resource['path']) ?? ''}`) ?? null
      for (const key of asList(resource['originalStorageKeys'])) {
        if (typeof key !== 'string') continue
        const [name, mime] = [asText(resource['filename']), asText(resource['mimeType'])]
        assets.set(key, { id: key, pointer: key, name, mime, file: stored })
      }
    }
  }
  return (pointer) => assets.get(pointer)
}
