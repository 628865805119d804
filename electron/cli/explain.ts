import { AppError } from '#core/errors.ts'
import type { ErrorCode } from '#shared/contract/errors.ts'

const sentences: Partial<Record<ErrorCode, string>> = {
  WRONG_KEY: 'This passphrase does not open the vault. Check the file and try again; nothing was changed.',
  TRY_LATER: 'Too many wrong passphrases. Wait a little and try again.',
  VAULT_EXISTS: 'There is a vault in this folder already. Nothing was changed; name another folder to make a new one.',
  DISK_FULL: 'The disk is full. Free some space and run the command again; what was acknowledged is kept.',
  TARGET_TAKEN: 'Something is there already, and an export never replaces anything. Name another --out.',
  PRINTER_MISSING:
    'A PDF is printed by Chromium, Google Chrome or Microsoft Edge, from version 131 on. Install one, or export as `book` and print that page in any browser.',
  PRINTING_FAILED:
    'The browser did not finish printing. Run the command again, or export as `book` and print that page.',
  IMPORT_BUSY: 'Another import is running. Wait until it ends.',
}

const states: Readonly<Record<string, string>> = {
  absent: 'There is no vault in this folder. Name its folder with --vault, or make one with `keepsake init`.',
  'in-use': 'The vault is open in another Keepsake. Close it there, or lock it, and run the command again.',
  'read-only':
    'The folder of the vault cannot be written to. Change its permissions, or copy it to where you may write.',
  'slots-damaged':
    'Both copies of the key file (slots.json, slots.copy.json) are damaged. Put one back from a backup; change nothing else.',
  'database-missing':
    'The key file is here, but keepsake.db is not. Put it back from a backup or from where it was moved.',
  'database-damaged':
    'The database is damaged. Change nothing in the folder; copy it as it is, and put back a backup of keepsake.db.',
  'newer-format': 'This vault was made by a newer Keepsake. Update Keepsake and run the command again.',
}

/** What went wrong, in words that say what to do next; never a stack, a key or anything from the vault. */
export function explain(error: unknown): string {
  if (error instanceof AppError) {
    const code: ErrorCode = error.code
    if (code === 'VAULT_UNAVAILABLE') return states[(error as AppError<typeof code>).data.state] ?? code
    return sentences[code] ?? `This did not work (${code}).`
  }
  if (error instanceof CommandProblem) return error.message
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return sentences.DISK_FULL ?? error.code
    return `A file could not be read or written (${error.code}). Check that it exists and that you may use it.`
  }
  return `Something unexpected happened (${error instanceof Error ? error.name : 'unknown'}). Nothing acknowledged was lost.`
}

/** A problem of the command itself, with a sentence for the person. */
export class CommandProblem extends Error {
  override readonly name = 'CommandProblem'
}
