import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ImportTarget } from '#shared/contract/imports.ts'
import type { DayOrder, ImportProgress, Preview, Receipt, ReceiptReason } from '#shared/model/import-run.ts'
import en from '#locales/en/import.json' with { type: 'json' }
import { AppError } from '#core/errors.ts'
import type { Session } from '#core/session.ts'
import { CommandProblem } from './explain.ts'
import { onInterrupt } from './interrupt.ts'
import { withVault, type VaultOptions } from './open-vault.ts'
import { printable, type Output } from './output.ts'

/** What the command line says of an import. */
export type ImportWords = {
  /** The companion the conversations belong to; nobody's where it is null. */
  readonly companion: string | null
  /** Names in the files that are the person's own. */
  readonly you: readonly string[]
  /** None of the names is. */
  readonly notMe: boolean
  readonly dayOrder: DayOrder | null
}

/**
 * `keepsake import`: brings exports home, as they came. A problem when something of them could not be kept.
 * Ctrl-C stops between two conversations and keeps what is in; the same command finishes the rest later.
 */
export async function importFiles(
  paths: readonly string[],
  words: ImportWords,
  options: VaultOptions,
  output: Output,
): Promise<void> {
  const missing = paths.find((path) => !existsSync(path))
  if (missing !== undefined) throw new CommandProblem(`There is no ${printable(missing)}. Nothing was imported.`)
  const { you, dayOrder } = words
  const run = await withVault(options, (session) =>
    session.imports
      .importFiles(
        paths.map((path) => resolve(path)),
        targetOf(words.companion, session),
        {
          signal: onInterrupt(),
          onProgress: (progress) => output.progress(progressLine(progress)),
          you,
          dayOrder,
          agree: (preview) => assertTold(preview, words),
        },
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

/** What the files do not say must be said before anything is written: it cannot be put right by importing them again. */
export function assertTold(
  { people, reasons, readBefore }: Pick<Preview, 'people' | 'reasons' | 'readBefore'>,
  { you, notMe, dayOrder }: ImportWords,
): void {
  assertNew(readBefore)
  const names = people.map(({ name, messages }) => `  ${printable(name)} (${messages} messages)`)
  const strange = you.find((name) => !people.some((person) => person.name === name))
  if (strange !== undefined) {
    const known = names.length === 0 ? ['  none; leave --you out'] : names
    throw new CommandProblem(
      [`Nobody in it is called ${printable(strange)}. The names in it:`, ...known, nothingYet].join('\n'),
    )
  }
  const isAsked = people.some(({ side }) => side === 'unknown')
  if (isAsked && you.length === 0 && !notMe) {
    const next = 'Run the command again with --you <name>, once for each name that is you, or with --not-me.'
    throw new CommandProblem(['It does not say which of these is you:', ...names, next, nothingYet].join('\n'))
  }
  const unsure = reasons.find(({ code }) => code === 'date-order-unsure')
  if (unsure && dayOrder === null) {
    const example = unsure.item === null ? '' : `, such as ${printable(unsure.item)}`
    throw new CommandProblem(
      [
        `Its dates can be read with the day or the month first${example}.`,
        'Run the command again with --day-order day-first or --day-order month-first.',
        nothingYet,
      ].join('\n'),
    )
  }
}

/** Brought in once more it would be there twice; which reading is to stay is for the window, where both can be seen. */
function assertNew(readBefore: Preview['readBefore']): void {
  if (readBefore.length === 0) return
  const files = readBefore.map(({ file, at }) => `  ${printable(file)} (${dayOf(at)})`)
  const next = 'Import it in the window, where the earlier reading can be replaced, or undo that import first.'
  throw new CommandProblem(['It came in before and was read in another way:', ...files, next, nothingYet].join('\n'))
}

const nothingYet = 'Nothing was imported.'
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
    ...(receipt.models.length === 0 ? [] : [`models: ${receipt.models.map(printable).join(', ')}`]),
    ...receipt.reasons.map(reasonLine),
    ...(receipt.offers.length === 0
      ? []
      : [
          `${receipt.offers.length} texts about you or for the companion came along; the window offers them with this receipt.`,
        ]),
  ]
}

function reasonLine({ code, file, item, count }: ReceiptReason): string {
  const meaning = Object.entries(en.reason).find(([known]) => known === code)?.[1] ?? code
  const place = [file, item].filter((one) => one !== null).map(printable)
  return `${count} × ${meaning}${place.length === 0 ? '' : ` (${place.join(', ')})`}`
}

function dayOf(time: number | null): string {
  return time === null ? 'unknown' : new Date(time).toISOString().slice(0, 10)
}
