import { z } from 'zod'

export const SlotKind = z.enum(['passphrase', 'recovery', 'os'])
export type SlotKind = z.infer<typeof SlotKind>

/**
 * What the door looks like. Every state but `locked` and `unlocked` is a named trouble with a screen of its own;
 * none of them ever leads to deleting.
 */
export const VaultStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('absent') }),
  z.object({ state: z.literal('locked'), slots: z.array(SlotKind), retryAfterMs: z.int() }),
  z.object({
    state: z.literal('unlocked'),
    slots: z.array(SlotKind),
    recoveryProven: z.boolean(),
    rolledBack: z.boolean(),
  }),
  z.object({ state: z.literal('slots-damaged') }),
  z.object({ state: z.literal('database-missing') }),
  z.object({ state: z.literal('database-damaged') }),
  z.object({ state: z.literal('newer-format') }),
  z.object({ state: z.literal('read-only') }),
  z.object({ state: z.literal('in-use') }),
])
export type VaultStatus = z.infer<typeof VaultStatus>

/** A recovery key as it is shown, once: groups of characters, and which of them must be typed back. */
export const RecoveryKey = z.object({ groups: z.array(z.string()), prove: z.array(z.int().nonnegative()) })
export type RecoveryKey = z.infer<typeof RecoveryKey>

export const Passphrase = z.string().min(1).max(1_000)
