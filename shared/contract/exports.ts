import { eventIterator } from '@orpc/contract'
import { ExportProgress, ExportRequest } from '../model/export.ts'
import { procedure } from './base.ts'

export const exports = {
  /**
   * Writes an export and tells how far it is; the last word names a file that can be fetched once. Whoever stops
   * listening cancels it, and nothing of it stays.
   */
  write: procedure.input(ExportRequest).output(eventIterator(ExportProgress)),
}
