import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { Passphrase, RecoveryKey, SlotKind, VaultStatus } from '../model/vault.ts'
import { procedure } from './base.ts'

/** The door. All of it works with the vault locked, except what says otherwise. */
export const vault = {
  /** Looks at the folder again, so that a repaired file is noticed. */
  status: procedure.output(VaultStatus),
  /** The status now, and again on each change. */
  watch: procedure.output(eventIterator(VaultStatus)),
  /** Makes the vault and opens it. The recovery key is shown this once. */
  create: procedure.input(z.object({ passphrase: Passphrase.nullable(), osKeychain: z.boolean() })).output(RecoveryKey),
  unlock: procedure
    .input(
      z.discriminatedUnion('with', [
        z.object({ with: z.literal('passphrase'), passphrase: Passphrase }),
        z.object({ with: z.literal('recovery'), recoveryKey: z.string().max(500) }),
        z.object({ with: z.literal('os') }),
      ]),
    )
    .output(VaultStatus),
  lock: procedure.output(z.void()),
  /** Tells the host that the person is here; the idle lock counts from the last call. */
  stayAwake: procedure.output(z.void()),
  /** Unlocked only: proves that the recovery key was kept, by the asked groups typed back. */
  proveRecovery: procedure
    .input(z.object({ groups: z.array(z.object({ index: z.int(), text: z.string().max(40) })) }))
    .output(VaultStatus),
  /** Unlocked only: a new recovery key in place of the old one. Asks for the passphrase again where there is one. */
  renewRecovery: procedure.input(z.object({ passphrase: Passphrase.nullable() })).output(RecoveryKey),
  /** Unlocked only: sets or changes the passphrase; the present one is needed where there is one. */
  setPassphrase: procedure.input(z.object({ current: Passphrase.nullable(), next: Passphrase })).output(VaultStatus),
  /** Unlocked only: adds the OS keychain slot. */
  addOsSlot: procedure.output(VaultStatus),
  /** Unlocked only: removes a slot; never the last one that works without the OS. */
  removeSlot: procedure.input(z.object({ kind: SlotKind, passphrase: Passphrase.nullable() })).output(VaultStatus),
}
