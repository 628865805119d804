import { Buffer } from 'node:buffer'
import type { SourceFile } from './source-files.ts'

/** Bytes written into a text as base64, as a file like any other. */
export function inlineFile(name: string, base64: string): SourceFile {
  return {
    name,
    bytes: Buffer.byteLength(base64, 'base64'),
    given: false,
    async *read() {
      yield Buffer.from(base64, 'base64')
    },
  }
}
