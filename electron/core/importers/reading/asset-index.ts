import { baseName, type SourceFile } from '../files/source-files.ts'

/** Finds files of an export by what messages call them. */
export type AssetIndex = {
  /** The file of that name; of several, the one that lies nearest to `near`. */
  readonly named: (name: string, near: SourceFile) => SourceFile | null
  /** The file that lies in a folder of that name. */
  readonly inFolder: (folder: string) => SourceFile | null
}

/** Looks through everything that came with the conversations once. */
export function indexAssetFiles(all: readonly SourceFile[]): AssetIndex {
  const byName = new Map<string, SourceFile[]>()
  const byFolder = new Map<string, SourceFile>()
  for (const file of all) {
    const base = baseName(file.name)
    const same = byName.get(base)
    if (same) same.push(file)
    else byName.set(base, [file])
    const folder = file.name.split('/').at(-2)
    if (folder !== undefined && !byFolder.has(folder)) byFolder.set(folder, file)
  }
  return {
    named(name, near) {
      const candidates = byName.get(baseName(name)) ?? []
      return candidates.reduce<SourceFile | null>(
        (best, file) => (best && shared(best.name, near.name) >= shared(file.name, near.name) ? best : file),
        null,
      )
    },
    inFolder: (folder) => byFolder.get(folder) ?? null,
  }
}

function shared(left: string, right: string): number {
  let length = 0
  while (length < left.length && left[length] === right[length]) length += 1
  return length
}
