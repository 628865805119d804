import { AppError } from '../errors.ts'

/** The system's code of a failed file operation, or null for any other error. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** Whether a file operation failed because the place cannot be written. */
export function isReadOnlyError(error: unknown): boolean {
  return ['EROFS', 'EACCES', 'EPERM'].includes(systemCode(error) ?? '')
}

/** What a failed write means to the person. System messages name folders, so none of them goes on. */
export function writeError(error: unknown): Error {
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('DISK_FULL')
  if (isReadOnlyError(error)) return new AppError('VAULT_UNAVAILABLE', { state: 'read-only' })
  return new Error(`File operation failed (${code ?? 'unknown'})`)
}
