import { AppError } from '../errors.ts'
import { stackFrames } from '../stack-frames.ts'
import { VaultTrouble, type VaultTroubleKind } from '../vault/vault-trouble.ts'
import type { ErrorCode } from '#shared/contract/errors.ts'

/** An error on its way out of a worker: only what may be said, never a message that could quote somebody's words. */
export type JobFailure =
  | { readonly kind: 'app'; readonly code: ErrorCode; readonly data: unknown }
  | { readonly kind: 'trouble'; readonly trouble: VaultTroubleKind }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'other'; readonly name: string; readonly code: string | null; readonly frames: string }

/** A defect or a system failure inside a job. `code` is a system or library code such as `SQLITE_CORRUPT`. */
export class JobError extends Error {
  override readonly name = 'JobError'
  readonly code: string | null

  constructor(what: string, code: string | null, frames: string) {
    super(code === null ? what : `${what} (${code})`)
    this.code = code
    this.stack = `${this.name}: ${this.message}\n${frames}`
  }
}

/** Code and data were one AppError on the other side of the thread, so they belong together. */
const RebuiltAppError = AppError as new (code: ErrorCode, data: unknown) => AppError

/** Turns whatever a job threw into a failure that is safe to send and to log. */
export function toJobFailure(error: unknown): JobFailure {
  if (error instanceof AppError) return { kind: 'app', code: error.code, data: error.data }
  if (error instanceof VaultTrouble) return { kind: 'trouble', trouble: error.kind }
  if (!(error instanceof Error)) return { kind: 'other', name: typeof error, code: null, frames: '' }
  if (error.name === 'AbortError') return { kind: 'aborted' }
  return {
    kind: 'other',
    name: safeName(error.name) ?? 'Error',
    code: safeCode(error),
    frames: stackFrames(error).join('\n'),
  }
}

/** The error that the caller of a job sees. `reason` is what it gave when it cancelled. */
export function fromJobFailure(failure: JobFailure, reason: unknown): unknown {
  switch (failure.kind) {
    case 'app':
      return new RebuiltAppError(failure.code, failure.data)
    case 'trouble':
      return new VaultTrouble(failure.trouble)
    case 'aborted':
      return reason ?? new JobError('AbortError', null, '')
    case 'other':
      return new JobError(failure.name, failure.code, failure.frames)
  }
}

function safeName(name: string): string | null {
  return /^\w{1,60}$/.test(name) ? name : null
}

function safeCode(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? safeName(error.code) : null
}
