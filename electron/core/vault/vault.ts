import { AppError } from '../errors.ts'
import type { Host } from '../host.ts'
import type { RecoveryKey, VaultStatus } from '#shared/model/vault.ts'
import { createAttempts } from './attempts.ts'
import { createIdleLock } from './idle-lock.ts'
import { type UnlockedVault, type PendingRecovery, slotOf, type VaultSession } from './unlocked-vault.ts'
import { createOsSlot, openOsSlot } from './os-slot.ts'
import { createPassphraseSlot, openPassphraseSlot } from './passphrase-slot.ts'
import { randomSecret } from './random-secret.ts'
import { createRecoverySecret } from './recovery-key.ts'
import { createRecoverySlot, openRecoverySlot } from './recovery-slot.ts'
import { createSerialQueue } from './serial-queue.ts'
import { createSlotChanges, showRecovery, type SlotChanges, type SlotChangesParts } from './slot-changes.ts'
import { dataKeyBytes, idBytes, type Slot } from './slot.ts'
import type { SlotFile } from './slot-file.ts'
import { createStatusFeed } from './status-feed.ts'
import { createVaultFolder, type FolderLook } from './vault-folder.ts'
import { namingTrouble, VaultTrouble, type VaultTroubleKind } from './vault-trouble.ts'

/** What is known about the database before it is opened. `generation` is the highest one seen so far, 0 for none. */
export type OpenedVault = {
  /** True until the database was opened once: it may be made now, and nothing can be missing from it. */
  readonly firstOpen: boolean
  readonly generation: number
}

export type VaultParts<Session extends VaultSession> = {
  readonly host: Host
  /**
   * Builds the session, or throws a VaultTrouble. The key buffer stays the vault's, which zeroes it after the session
   * was disposed. Neither this nor the session's disposal may wait for a method of the vault.
   */
  readonly openSession: (dataKey: Buffer, opened: OpenedVault) => Promise<Session>
}

export type UnlockInput =
  | { readonly with: 'passphrase'; readonly passphrase: string }
  | { readonly with: 'recovery'; readonly recoveryKey: string }
  | { readonly with: 'os' }

/** The door, as `shared/contract/vault.ts` describes it. Its methods run one after another. */
export type Vault<Session extends VaultSession> = SlotChanges & {
  readonly status: () => Promise<VaultStatus>
  readonly watch: (signal: AbortSignal | undefined) => AsyncGenerator<VaultStatus, void, void>
  readonly create: (input: { readonly passphrase: string | null; readonly osKeychain: boolean }) => Promise<RecoveryKey>
  readonly unlock: (input: UnlockInput) => Promise<VaultStatus>
  readonly lock: () => Promise<void>
  readonly stayAwake: () => void
  /** Minutes without `stayAwake` until the vault locks, 0 for never. Until told: 10 with a passphrase, never without. */
  readonly setAutoLock: (minutes: number) => void
  /** Unlocked only. Resolves when this is the passphrase, or when there is none to ask for. */
  readonly confirmPassphrase: (passphrase: string | null) => Promise<void>
  /** Null while locked. To be asked each time and never kept. */
  readonly session: () => Session | null
  /** Locks and lets the folder go; nothing works afterwards. */
  readonly dispose: () => Promise<void>
}

const defaultAutoLockMinutes = 10

/** The state machine of one vault folder. It never deletes or renames anything of a vault that was once open. */
export function createVault<Session extends VaultSession>({ host, openSession }: VaultParts<Session>): Vault<Session> {
  const folder = createVaultFolder(host.vaultFolder)
  const feed = createStatusFeed()
  const attempts = createAttempts(host.now)
  const queue = createSerialQueue()
  // However a session ends, the vault is locked afterwards, and there is nobody to tell.
  const idle = createIdleLock(host.now, () => void queue.run(close).catch(() => undefined))
  let opened: UnlockedVault<Session> | null = null
  /** What was wrong when the database was opened last, and which state of its file that was. */
  let trouble: { readonly state: VaultTroubleKind; readonly database: string } | null = null
  let disposal: Promise<void> | null = null

  const describe = async (): Promise<VaultStatus> => {
    if (opened) {
      const { slotFile, rolledBack } = opened
      return { state: 'unlocked', slots: kindsOf(slotFile), recoveryProven: slotFile.recoveryProven, rolledBack }
    }
    const look = await folder.look()
    if (look.state !== 'closed') return { state: look.state }
    if (trouble?.database === look.database) return { state: trouble.state }
    return { state: 'locked', slots: kindsOf(look.slotFile), retryAfterMs: attempts.wait() }
  }

  const refresh = async (): Promise<VaultStatus> => {
    const status = await describe()
    feed.publish(status)
    return status
  }

  const unlocked = (): UnlockedVault<Session> => {
    if (!opened) throw new AppError('VAULT_LOCKED')
    return opened
  }

  const save: SlotChangesParts['save'] = async (changes) => {
    const vault = unlocked()
    const slotFile = { ...vault.slotFile, ...changes, revision: vault.slotFile.revision + 1 }
    await folder.write(slotFile)
    vault.slotFile = slotFile
    return refresh()
  }

  /** For bookkeeping that can be made good next time, and must keep nobody from opening or closing the vault. */
  const saveIfPossible = (slotFile: SlotFile) => folder.write(slotFile).catch(() => undefined)

  /** Tries a key that somebody typed. Null stands for a wrong one, whatever was wrong with it. */
  const attempt = async (open: () => Promise<Buffer | null>): Promise<Buffer> => {
    attempts.assertAllowed()
    const dataKey = await open()
    if (!dataKey) throw attempts.failed()
    attempts.succeeded()
    return dataKey
  }

  const openSlot = async (input: UnlockInput, { storeId, slots }: SlotFile, onStale: () => void): Promise<Buffer> => {
    if (input.with === 'os') {
      const slot = slotOf(slots, 'os')
      if (!slot) throw new AppError('KEYCHAIN_UNAVAILABLE')
      return openOsSlot(host, storeId, slot, onStale)
    }
    return attempt(async () => {
      if (input.with === 'recovery') {
        const slot = slotOf(slots, 'recovery')
        return slot ? openRecoverySlot(storeId, slot, input.recoveryKey) : null
      }
      const slot = slotOf(slots, 'passphrase')
      return slot ? openPassphraseSlot(host, storeId, slot, input.passphrase) : null
    })
  }

  const confirm = async (passphrase: string | null): Promise<void> => {
    const { slotFile } = unlocked()
    if (!slotOf(slotFile.slots, 'passphrase')) return
    if (passphrase === null) throw new AppError('PASSPHRASE_REQUIRED')
    const dataKey = await openSlot({ with: 'passphrase', passphrase }, slotFile, () => {})
    dataKey.fill(0)
  }

  const enter = async (dataKey: Buffer, slotFile: SlotFile, recovery: PendingRecovery | null): Promise<void> => {
    const known = slotFile.generation
    // Before the session, which knows better how long to wait and says so.
    idle.setMinutes(slotOf(slotFile.slots, 'passphrase') ? defaultAutoLockMinutes : 0)
    try {
      const session = await openSession(dataKey, { firstOpen: !slotFile.opened, generation: known })
      const { generation } = session
      const seen = {
        ...slotFile,
        opened: true,
        generation: Math.max(known, generation),
        revision: slotFile.revision + 1,
      }
      opened = { session, dataKey, rolledBack: generation <= known, slotFile: seen, recovery }
    } catch (error) {
      dataKey.fill(0)
      recovery?.secret.fill(0)
      if (error instanceof VaultTrouble) trouble = { state: error.kind, database: await folder.databaseState() }
      throw error
    }
    trouble = null
    idle.start()
    await saveIfPossible(opened.slotFile)
    await refresh()
  }

  const close = async (): Promise<void> => {
    if (!opened) return
    const { session, dataKey, recovery } = opened
    // First of all, so that nobody new gets in while the old work ends.
    opened = null
    idle.stop()
    try {
      await session[Symbol.asyncDispose]()
    } finally {
      dataKey.fill(0)
      recovery?.secret.fill(0)
      await refresh()
    }
  }

  const create = async (passphrase: string | null, osKeychain: boolean): Promise<RecoveryKey> => {
    if (opened) throw new AppError('VAULT_EXISTS')
    if (passphrase === null && !osKeychain) throw new AppError('PASSPHRASE_REQUIRED')
    assertCreatable((await folder.look()).state)
    assertCreatable(await folder.prepare())
    // Somebody else may have made one before the lock was ours.
    assertCreatable((await folder.look()).state)

    const dataKey = randomSecret(host, dataKeyBytes)
    const secret = createRecoverySecret(host)
    const storeId = Buffer.from(host.random(idBytes)).toString('base64')
    const { pending, shown } = showRecovery(host, secret)
    try {
      const slots: Slot[] = [createRecoverySlot(host, storeId, dataKey, secret)]
      if (passphrase !== null) slots.push(await createPassphraseSlot(host, storeId, dataKey, passphrase))
      if (osKeychain) slots.push(await createOsSlot(host, storeId, dataKey))
      // Keys before database: whatever is cut off here can be opened, or made again.
      const slotFile = { storeId, revision: 1, opened: false, generation: 0, recoveryProven: false, slots }
      await folder.write(slotFile)
      await enter(dataKey, slotFile, pending)
      return shown
    } catch (error) {
      if (!opened) {
        dataKey.fill(0)
        secret.fill(0)
        await refresh()
      }
      throw namingTrouble(error)
    }
  }

  const unlock = async (input: UnlockInput): Promise<VaultStatus> => {
    if (opened) return refresh()
    const look = await folder.look()
    try {
      if (look.state !== 'closed') throw new AppError('VAULT_UNAVAILABLE', { state: look.state })
      const { slotFile } = look
      let isStale = false
      const dataKey = await openSlot(input, slotFile, () => {
        isStale = true
      })
      // Whoever opens with the recovery key has kept it.
      const recoveryProven = slotFile.recoveryProven || input.with === 'recovery'
      await enter(dataKey, { ...slotFile, recoveryProven }, null)
      // The old slot still opens; where a new one cannot be made now, the next unlocking tries again.
      if (isStale) await changes.addOsSlot().catch(() => undefined)
    } catch (error) {
      const status = await refresh()
      if (!(error instanceof VaultTrouble)) throw error
      return status
    }
    return refresh()
  }

  const dispose = async (): Promise<void> => {
    const closed = queue.run(close)
    queue.end()
    try {
      await closed
    } finally {
      feed.end()
      folder.release()
    }
  }

  const changes = createSlotChanges({ host, unlocked, confirm, save })

  return {
    status: () => queue.run(refresh),
    watch: async function* (signal) {
      await queue.run(refresh)
      yield* feed.watch(signal)
    },
    create: ({ passphrase, osKeychain }) => queue.run(() => create(passphrase, osKeychain)),
    unlock: (input) => queue.run(() => unlock(input)),
    lock: () => queue.run(close),
    stayAwake: idle.touch,
    setAutoLock: idle.setMinutes,
    proveRecovery: (input) => queue.run(() => changes.proveRecovery(input)),
    renewRecovery: (input) => queue.run(() => changes.renewRecovery(input)),
    setPassphrase: (input) => queue.run(() => changes.setPassphrase(input)),
    addOsSlot: () => queue.run(() => changes.addOsSlot()),
    removeSlot: (input) => queue.run(() => changes.removeSlot(input)),
    confirmPassphrase: (passphrase) => queue.run(() => confirm(passphrase)),
    session: () => opened?.session ?? null,
    dispose: () => (disposal ??= dispose()),
  }
}

function kindsOf({ slots }: SlotFile) {
  return slots.map((slot) => slot.kind)
}

function assertCreatable(state: FolderLook['state'] | 'ready'): void {
  if (state === 'absent' || state === 'ready') return
  if (state === 'in-use' || state === 'read-only') throw new AppError('VAULT_UNAVAILABLE', { state })
  throw new AppError('VAULT_EXISTS')
}
