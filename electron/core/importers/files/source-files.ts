import type { SourceTroubleCode } from './source-trouble.ts'

/** One named file of an export, wherever it lies: on disk, in the spool or inside a zip. */
export type SourceFile = {
  /** Path inside the export with `/`, for showing and matching only; never used to write anything. */
  readonly name: string
  /** Size as the container states it. */
  readonly bytes: number
  /** Handed over by itself, not found in a folder or archive. */
  readonly given: boolean
  /** Streams the bytes from the start; throws SourceTrouble. */
  readonly read: () => AsyncIterable<Buffer>
}

/** A file that is there but must not or cannot be opened. */
export type RefusedFile = { readonly name: string; readonly code: SourceTroubleCode }

/** Everything that was handed over for one import, flattened. */
export type SourceFiles = {
  readonly files: readonly SourceFile[]
  readonly refused: readonly RefusedFile[]
  readonly close: () => Promise<void>
}

/** The last segment of a source file's name. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

/** Whether a file's name is one under which services hand out what people attached; it keeps its own ending. */
export function isAttachment(name: string): boolean {
  return /^file[-_][0-9A-Za-z]{16,}/.test(baseName(name))
}

/** What operating systems leave in folders and archives; nobody put it there. */
export function isSystemLitter(name: string): boolean {
  const base = baseName(name)
  return (
    base === '.DS_Store' ||
    base === 'Thumbs.db' ||
    base === 'desktop.ini' ||
    base.startsWith('._') ||
    name.split('/').includes('__MACOSX')
  )
}
