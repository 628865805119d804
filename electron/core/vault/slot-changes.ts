import { AppError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { RecoveryKey, SlotKind, VaultStatus } from '#shared/model/vault.ts'
import { type UnlockedVault, type PendingRecovery, slotOf, type VaultSession } from './unlocked-vault.ts'
import { createOsSlot } from './os-slot.ts'
import { createPassphraseSlot } from './passphrase-slot.ts'
import { chooseGroupsToProve, createRecoverySecret, normaliseRecoveryText, recoveryGroups } from './recovery-key.ts'
import { createRecoverySlot } from './recovery-slot.ts'
import type { Slot } from './slot.ts'
import type { SlotFile } from './slot-file.ts'

/** Changes to the slots of an open vault. Each wraps the same data key anew and touches nothing else. */
export type SlotChanges = {
  readonly proveRecovery: (input: {
    readonly groups: readonly { readonly index: number; readonly text: string }[]
  }) => Promise<VaultStatus>
  readonly renewRecovery: (input: { readonly passphrase: string | null }) => Promise<RecoveryKey>
  readonly setPassphrase: (input: { readonly current: string | null; readonly next: string }) => Promise<VaultStatus>
  readonly addOsSlot: () => Promise<VaultStatus>
  readonly removeSlot: (input: { readonly kind: SlotKind; readonly passphrase: string | null }) => Promise<VaultStatus>
}

export type SlotChangesParts = {
  readonly host: Host
  /** Throws VAULT_LOCKED. */
  readonly unlocked: () => UnlockedVault<VaultSession>
  readonly confirm: (passphrase: string | null) => Promise<void>
  /** Writes durably, or throws and changes nothing. */
  readonly save: (changes: Partial<Pick<SlotFile, 'slots' | 'recoveryProven'>>) => Promise<VaultStatus>
}

/** A recovery secret to be kept until it is proven, and how it is shown. */
export function showRecovery(
  host: Pick<Host, 'random'>,
  secret: Buffer,
): { readonly pending: PendingRecovery; readonly shown: RecoveryKey } {
  const prove = chooseGroupsToProve(host)
  return { pending: { secret, prove }, shown: { groups: recoveryGroups(secret), prove } }
}

/** The vault's own methods for its slots, over the parts of the vault they need. */
export function createSlotChanges({ host, unlocked, confirm, save }: SlotChangesParts): SlotChanges {
  const forgetRecovery = (vault: UnlockedVault<VaultSession>) => {
    vault.recovery?.secret.fill(0)
    vault.recovery = null
  }

  return {
    proveRecovery: async ({ groups }) => {
      const vault = unlocked()
      // Said twice, for example by a double click, it stays proven.
      if (vault.slotFile.recoveryProven) return save({ recoveryProven: true })
      if (!vault.recovery) throw new AppError('RECOVERY_MISMATCH')
      const { secret, prove } = vault.recovery
      const wanted = recoveryGroups(secret)
      const typed = new Map(groups.map(({ index, text }) => [index, normaliseRecoveryText(text)]))
      if (prove.some((index) => typed.get(index) !== wanted[index])) throw new AppError('RECOVERY_MISMATCH')
      const status = await save({ recoveryProven: true })
      forgetRecovery(vault)
      return status
    },

    renewRecovery: async ({ passphrase }) => {
      await confirm(passphrase)
      const vault = unlocked()
      const secret = createRecoverySecret(host)
      try {
        const slot = createRecoverySlot(host, vault.slotFile.storeId, vault.dataKey, secret)
        await save({ slots: withSlot(vault.slotFile.slots, slot), recoveryProven: false })
      } catch (error) {
        secret.fill(0)
        throw error
      }
      forgetRecovery(vault)
      const { pending, shown } = showRecovery(host, secret)
      vault.recovery = pending
      return shown
    },

    setPassphrase: async ({ current, next }) => {
      await confirm(current)
      const { slotFile, dataKey } = unlocked()
      const slot = await createPassphraseSlot(host, slotFile.storeId, dataKey, next)
      return save({ slots: withSlot(slotFile.slots, slot) })
    },

    addOsSlot: async () => {
      const { slotFile, dataKey } = unlocked()
      const slot = await createOsSlot(host, slotFile.storeId, dataKey)
      return save({ slots: withSlot(slotFile.slots, slot) })
    },

    removeSlot: async ({ kind, passphrase }) => {
      await confirm(passphrase)
      const vault = unlocked()
      const { slots, recoveryProven } = vault.slotFile
      if (!slotOf(slots, kind)) throw new AppError('NOT_FOUND', { entity: 'slot' })
      if (kind === 'recovery') {
        if (!slotOf(slots, 'passphrase')) throw new AppError('LAST_SLOT')
        const status = await save({ slots: withoutKind(slots, kind), recoveryProven: false })
        forgetRecovery(vault)
        return status
      }
      // A recovery key that nobody is known to have does not count as a way in.
      const recoveryCounts = recoveryProven && slotOf(slots, 'recovery') !== undefined
      if (kind === 'passphrase' && !recoveryCounts) throw new AppError('LAST_SLOT')
      return save({ slots: withoutKind(slots, kind) })
    },
  }
}

function withoutKind(slots: readonly Slot[], kind: SlotKind): Slot[] {
  return slots.filter((slot) => slot.kind !== kind)
}

function withSlot(slots: readonly Slot[], slot: Slot): Slot[] {
  return [...withoutKind(slots, slot.kind), slot]
}
