import type { Slot, SlotOf } from './slot.ts'
import type { SlotFile } from './slot-file.ts'

/** What lives while the vault is open. `generation` counts openings inside the database: each must find a higher one. */
export type VaultSession = AsyncDisposable & { readonly generation: number }

/** The recovery key that was shown and is not proven yet: its symbols, and the groups that were asked for. */
export type PendingRecovery = { readonly secret: Buffer; readonly prove: readonly number[] }

/** All that the vault holds in memory between unlock and lock. */
export type UnlockedVault<Session extends VaultSession> = {
  readonly session: Session
  readonly dataKey: Buffer
  readonly rolledBack: boolean
  slotFile: SlotFile
  recovery: PendingRecovery | null
}

/** The slot of this kind, of which there is at most one. */
export function slotOf<Kind extends Slot['kind']>(slots: readonly Slot[], kind: Kind): SlotOf<Kind> | undefined {
  return slots.find((slot): slot is SlotOf<Kind> => slot.kind === kind)
}
