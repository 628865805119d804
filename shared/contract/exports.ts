import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { ExportProgress, ExportRequest } from '../model/export.ts'
import { Passphrase } from '../model/vault.ts'
import { procedure } from './base.ts'

export const exports = {
  /**
   * Writes an export and tells how far it is; the last word names a file that can be fetched once. Whoever stops
   * listening cancels it, and nothing of it stays. All of a companion or of everything asks for the passphrase again,
   * where there is one.
   */
  write: procedure
    .input(z.object({ request: ExportRequest, passphrase: Passphrase.nullable() }))
    .output(eventIterator(ExportProgress)),
}
