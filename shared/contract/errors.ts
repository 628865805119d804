import { z } from 'zod'
import { FailureCode } from '../model/message.ts'

/**
 * Every error that may cross the contract; the interface shows `errors:<code>`. Anything a handler throws beside
 * these becomes INTERNAL with the id of its log line.
 */
export const errorMap = {
  INTERNAL: { status: 500, data: z.object({ logId: z.string() }) },
  INVALID_INPUT: { status: 400, data: z.object({ fields: z.array(z.string()) }) },
  NOT_FOUND: { status: 404, data: z.object({ entity: z.string() }) },
  VAULT_LOCKED: { status: 423 },
  VAULT_EXISTS: { status: 409 },
  VAULT_UNAVAILABLE: { status: 409, data: z.object({ state: z.string() }) },
  WRONG_KEY: { status: 403, data: z.object({ retryAfterMs: z.int() }) },
  TRY_LATER: { status: 429, data: z.object({ retryAfterMs: z.int() }) },
  KEYCHAIN_UNAVAILABLE: { status: 409 },
  LAST_SLOT: { status: 409 },
  RECOVERY_MISMATCH: { status: 400 },
  PASSPHRASE_REQUIRED: { status: 403 },
  DISK_FULL: { status: 507 },
  URL_REFUSED: {
    status: 400,
    data: z.object({
      reason: z.enum(['malformed', 'scheme', 'credentials', 'blocked-address', 'clear-text', 'too-long']),
    }),
  },
  KEY_DETACHED: { status: 409, data: z.object({ from: z.string(), to: z.string() }) },
  /** A provider's answer was needed and did not come; `problem` says why. */
  PROVIDER_FAILED: { status: 502, data: z.object({ problem: FailureCode }) },
  REPLY_IN_PROGRESS: { status: 409 },
  IMPORT_BUSY: { status: 409 },
  EXPORT_BUSY: { status: 409 },
  /** There is no browser here that could print, or none that is new enough. */
  PRINTER_MISSING: { status: 501 },
  PRINTING_FAILED: { status: 500 },
  UPLOAD_GONE: { status: 410 },
  UNSUPPORTED_PICTURE: { status: 415 },
  CARD_UNREADABLE: {
    status: 400,
    data: z.object({ reason: z.enum(['no-card', 'no-lorebook', 'damaged', 'too-large', 'locked']) }),
  },
  /** What was to be taken over is so many characters too long, and is not cut without consent. */
  TEXT_TOO_LONG: { status: 413, data: z.object({ over: z.int() }) },
  /** So many memories can be pinned and no more. */
  PINS_FULL: { status: 409, data: z.object({ most: z.int() }) },
  TARGET_TAKEN: { status: 409 },
} as const

export type ErrorCode = keyof typeof errorMap
