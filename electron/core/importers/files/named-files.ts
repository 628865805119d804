import { baseName, type SourceFile } from './source-files.ts'

/** Finds files by the paths that an export's messages give them. */
export type NamedFiles = {
  /** The file at this path below any folder; one in the folder `near` before all others. */
  readonly find: (path: string, near: string) => SourceFile | null
}

/** Indexes files once, so that each of many messages can name some. */
export function nameFiles(files: readonly SourceFile[]): NamedFiles {
  const byBase = new Map<string, SourceFile[]>()
  for (const file of files) {
    const base = baseName(file.name)
    const known = byBase.get(base)
    if (known) known.push(file)
    else byBase.set(base, [file])
  }
  return {
    find(path, near) {
      const wanted = path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '')
      const candidates = byBase.get(baseName(wanted))?.filter((file) => endsWithPath(file.name, wanted)) ?? []
      const best = `${near}${wanted}`
      return candidates.find((file) => file.name === best) ?? candidates[0] ?? null
    },
  }
}

/** The folder of a source file's name, with its `/`; empty at the top. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1)
}

function endsWithPath(name: string, path: string): boolean {
  return name === path || name.endsWith(`/${path}`)
}
