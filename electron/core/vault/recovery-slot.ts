import type { Host } from '../host.ts'
import { parseRecoveryKey, recoveryWrappingKey } from './recovery-key.ts'
import { idBytes, saltBytes, sealSlot, type SlotOf, unsealSlot } from './slot.ts'

type RecoverySlot = SlotOf<'recovery'>

/** A slot that this recovery secret opens. */
export function createRecoverySlot(
  host: Pick<Host, 'random'>,
  storeId: string,
  dataKey: Uint8Array,
  secret: Uint8Array,
): RecoverySlot {
  const salt = Buffer.from(host.random(saltBytes))
  const head = {
    kind: 'recovery',
    id: Buffer.from(host.random(idBytes)).toString('base64'),
    kdf: { name: 'hkdf-sha256', salt: salt.toString('base64') },
  } as const
  const wrappingKey = recoveryWrappingKey(secret, salt)
  try {
    return sealSlot(host, storeId, head, wrappingKey, dataKey)
  } finally {
    wrappingKey.fill(0)
  }
}

/** The data key, or null when this is not the recovery key. */
export function openRecoverySlot(storeId: string, slot: RecoverySlot, recoveryKey: string): Buffer | null {
  const secret = parseRecoveryKey(recoveryKey)
  if (!secret) return null
  const wrappingKey = recoveryWrappingKey(secret, Buffer.from(slot.kdf.salt, 'base64'))
  try {
    return unsealSlot(storeId, slot, wrappingKey)
  } finally {
    wrappingKey.fill(0)
    secret.fill(0)
  }
}
