import type { FileReading } from '#shared/contract/imports.ts'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { Preview } from '#shared/model/import-run.ts'
import type { Said } from './read-export.ts'

type FileMapping = { readonly file: string; readonly mapping: ImportMapping | null }

/** What the person has said of an export, with what they say now. */
export function saidOf(before: Said, as: readonly FileReading[], mappings: readonly FileMapping[]): Said {
  const readings = new Map([...(before.readings ?? []), ...as.map(({ file, source }) => [file, source] as const)])
  const corrected = new Map(before.mappings)
  for (const { file, mapping } of mappings) {
    if (mapping) corrected.set(file, mapping)
    else corrected.delete(file)
  }
  return { ...before, readings, mappings: corrected }
}

/** A preview without the rows and words that were shown to judge a mapping by. */
export function forgetWords(preview: Preview): Preview {
  return { ...preview, mappings: [] }
}
