import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ImportTarget } from '#shared/contract/imports.ts'
import type { ImportProgress, Receipt } from '#shared/model/import-run.ts'
import { AppError } from '#core/errors.ts'
import type { Session } from '#core/session.ts'
import { CommandProblem } from './explain.ts'
import { withVault, type VaultOptions } from './open-vault.ts'
import { printable, type Output } from './output.ts'

/**
 * `keepsake import`: brings exports home, as they came. A problem when something of them could not be kept.
 * Ctrl-C stops between two conversations and keeps what is in; the same command finishes the rest later.
 */
export async function importFiles(
  paths: readonly string[],
  companion: string | null,
  options: VaultOptions,
  output: Output,
): Promise<void> {
  const missing = paths.find((path) => !existsSync(path))
  if (missing !== undefined) throw new CommandProblem(`There is no ${printable(missing)}. Nothing was imported.`)
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())
  const run = await withVault(options, (session) =>
    session.imports
      .importFiles(
        paths.map((path) => resolve(path)),
        targetOf(companion, session),
        { signal: interrupt.signal, onProgress: (progress) => output.progress(progressLine(progress)) },
      )
      .catch((error: unknown) => {
        throw isVaultItself(error) ? new CommandProblem(vaultItself) : error
      }),
  )
  const { receipt, failure } = run
  if (!receipt) {
    throw new CommandProblem(`Nothing could be imported (${failure ?? run.state}). The files were not changed.`)
  }
  output.result(receipt, () => receiptLines(receipt))
  const failures = receipt.files.failed + receipt.conversations.failed + receipt.messages.failed
  if (run.state === 'cancelled') throw new CommandProblem('Stopped. What the receipt lists is in the vault.')
  if (run.state !== 'done') throw new CommandProblem('There was nothing in it to import; the receipt says why.')
  if (failures > 0) throw new CommandProblem('Not all of it could be read; the receipt says what and why.')
}

const vaultItself = 'The vault itself lies in what was named. Name the export alone. Nothing was imported.'

function isVaultItself(error: unknown): boolean {
  return error instanceof AppError && error.code === 'INVALID_INPUT'
}

function targetOf(name: string | null, session: Session): ImportTarget {
  if (name === null) return { kind: 'nobody' }
  const known = session.companions.list().find(({ profile }) => profile.name === name.trim())
  return known ? { kind: 'companion', companionId: known.id } : { kind: 'new', name: name.trim() }
}

function progressLine({ bytesDone, bytesTotal, conversations, messages }: ImportProgress): string {
  const share = bytesTotal === 0 ? '' : `${Math.min(100, Math.floor((bytesDone / bytesTotal) * 100))} %, `
  return `${share}${conversations} conversations, ${messages} messages`
}

function receiptLines(receipt: Receipt): string[] {
  const kinds = ['files', 'conversations', 'messages'] as const
  return [
    ...kinds.map((kind) => {
      const { found, imported, alreadyHere, keptRaw, skipped, failed } = receipt[kind]
      return `${kind}: ${found} found = ${imported} imported + ${alreadyHere} already here + ${keptRaw} kept as they came + ${skipped} skipped + ${failed} failed`
    }),
    `attachments: ${receipt.attachments.found} found, ${receipt.attachments.imported} imported, ${receipt.attachments.missing} missing from the export`,
    `from ${dayOf(receipt.from)} to ${dayOf(receipt.to)}`,
    ...receipt.reasons.map(
      ({ code, file, count }) => `${count} × ${code}${file === null ? '' : ` in ${printable(file)}`}`,
    ),
  ]
}

function dayOf(time: number | null): string {
  return time === null ? 'unknown' : new Date(time).toISOString().slice(0, 10)
}
