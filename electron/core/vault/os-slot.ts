import { AppError } from '../errors.ts'
import type { Host, Keychain } from '../host.ts'
import { randomSecret } from './random-secret.ts'
import { dataKeyBytes, idBytes, sealSlot, type SlotOf, unsealSlot } from './slot.ts'

type OsSlot = SlotOf<'os'>
type OsHost = Pick<Host, 'keychain' | 'random'>

/** Long enough to answer a question of the operating system, short enough not to look hung. */
const patienceMilliseconds = 60_000

/** A slot that the operating system's key store opens, tried once before it counts. Throws KEYCHAIN_UNAVAILABLE. */
export async function createOsSlot(host: OsHost, storeId: string, dataKey: Uint8Array): Promise<OsSlot> {
  const wrappingKey = randomSecret(host, dataKeyBytes)
  try {
    const protectedKey = await askKeychain(host, (keychain) => keychain.protect(wrappingKey))
    const slot = sealSlot(
      host,
      storeId,
      {
        kind: 'os',
        id: Buffer.from(host.random(idBytes)).toString('base64'),
        kdf: { name: 'keychain', protectedKey: Buffer.from(protectedKey).toString('base64') },
      },
      wrappingKey,
      dataKey,
    )
    const opened = await openOsSlot(host, storeId, slot)
    opened.fill(0)
    return slot
  } finally {
    wrappingKey.fill(0)
  }
}

/**
 * The data key. Throws KEYCHAIN_UNAVAILABLE when the key store is missing, silent, refuses, or is not the one of old.
 * `onStale`: it has moved to a newer key, and the slot should be made anew.
 */
export async function openOsSlot(host: OsHost, storeId: string, slot: OsSlot, onStale?: () => void): Promise<Buffer> {
  const protectedKey = Buffer.from(slot.kdf.protectedKey, 'base64')
  const wrappingKey = await askKeychain(host, (keychain) => keychain.reveal(protectedKey, onStale))
  try {
    const dataKey = wrappingKey.length === dataKeyBytes ? unsealSlot(storeId, slot, wrappingKey) : null
    if (!dataKey) throw new AppError('KEYCHAIN_UNAVAILABLE')
    return dataKey
  } finally {
    wrappingKey.fill(0)
  }
}

async function askKeychain(host: OsHost, ask: (keychain: Keychain) => Promise<Uint8Array>): Promise<Uint8Array> {
  if (!host.keychain) throw new AppError('KEYCHAIN_UNAVAILABLE')
  const overdue = Promise.withResolvers<never>()
  const timer = setTimeout(() => overdue.reject(new Error('overdue')), patienceMilliseconds)
  try {
    return await Promise.race([ask(host.keychain), overdue.promise])
  } catch {
    throw new AppError('KEYCHAIN_UNAVAILABLE')
  } finally {
    clearTimeout(timer)
  }
}
