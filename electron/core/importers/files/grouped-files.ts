import type { SourceFile } from './source-files.ts'

/** Puts together the files that are parts of one chat, by what each of them says; in the order of their first parts. */
export async function groupFiles(
  files: readonly SourceFile[],
  keyOf: (file: SourceFile) => Promise<string | null>,
): Promise<readonly (readonly SourceFile[])[]> {
  const groups = new Map<string, SourceFile[]>()
  for (const file of files) {
    const key = (await keyOf(file)) ?? `file:${file.name}`
    const group = groups.get(key)
    if (group) group.push(file)
    else groups.set(key, [file])
  }
  return [...groups.values()]
}
