import type { UploadId } from '#shared/model/ids.ts'

/** What is in an archive, without having been unpacked. */
export type CardArchive = {
  readonly paths: readonly string[]
  /** Throws CARD_UNREADABLE for what is too large or damaged. */
  readonly read: (path: string) => Promise<Buffer>
}

/** How cards get at bytes; the caps of size and ratio are held there. */
export type CardFiles = {
  /** A file that a window handed over. Throws UPLOAD_GONE and CARD_UNREADABLE. */
  readonly upload: (id: UploadId) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  readonly discard: (id: UploadId) => Promise<void>
  /** Keeps a file until it was fetched, once. */
  readonly hand: (name: string, bytes: Uint8Array) => Promise<UploadId>
  readonly archive: (bytes: Buffer) => Promise<CardArchive>
  /** Parses JSON, without keys that reach prototypes; undefined for what is none, or nests too deep. */
  readonly json: (text: string) => unknown
}
