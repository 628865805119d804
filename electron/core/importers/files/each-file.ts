import type { ReadItem } from '../importer.ts'
import type { SourceFile } from './source-files.ts'
import { troubleCode } from './source-trouble.ts'

/** Reads files one after another; one that cannot be read fails alone. */
export async function* eachFile(
  files: readonly SourceFile[],
  read: (file: SourceFile) => AsyncIterable<ReadItem>,
): AsyncGenerator<ReadItem, void, void> {
  for (const file of files) {
    try {
      yield* read(file)
    } catch (error) {
      yield { kind: 'failed', file: file.name, code: troubleCode(error), item: null }
    }
  }
}
