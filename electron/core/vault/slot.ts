import { z } from 'zod'
import type { Host } from '../host.ts'
import { Argon2Cost } from './derive-key.ts'
import { nonceBytes, seal, unseal } from './seal.ts'

/** Version of the slot file and of what each slot's seal covers. */
export const slotFormat = 1

export const dataKeyBytes = 32
export const saltBytes = 16
/** Length of the random names of vaults and slots. */
export const idBytes = 16

/** Base64 of exactly this many bytes. */
export function base64Of(bytes: number) {
  return z.base64().length(4 * Math.ceil(bytes / 3))
}

const common = { id: base64Of(idBytes), nonce: base64Of(nonceBytes), sealed: base64Of(dataKeyBytes + 16) }

/** One way to open the vault: the data key, sealed by a wrapping key that the slot's kind knows how to get. */
export const Slot = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passphrase'),
    ...common,
    kdf: z.object({ name: z.literal('argon2id'), salt: base64Of(saltBytes), ...Argon2Cost.shape }),
  }),
  z.object({
    kind: z.literal('recovery'),
    ...common,
    kdf: z.object({ name: z.literal('hkdf-sha256'), salt: base64Of(saltBytes) }),
  }),
  z.object({
    kind: z.literal('os'),
    ...common,
    kdf: z.object({ name: z.literal('keychain'), protectedKey: z.base64().max(100_000) }),
  }),
])
export type Slot = z.infer<typeof Slot>
export type SlotOf<Kind extends Slot['kind']> = Extract<Slot, { kind: Kind }>

type SlotHead = Pick<Slot, 'kind' | 'id' | 'kdf'>

/** Seals the data key into a slot of the vault with this store id. */
export function sealSlot<Head extends SlotHead>(
  host: Pick<Host, 'random'>,
  storeId: string,
  head: Head,
  wrappingKey: Uint8Array,
  dataKey: Uint8Array,
): Head & { nonce: string; sealed: string } {
  const nonce = host.random(nonceBytes)
  const sealed = seal(wrappingKey, dataKey, whatIsSealed(storeId, head), nonce)
  return { ...head, nonce: Buffer.from(nonce).toString('base64'), sealed: sealed.toString('base64') }
}

/** The data key in a buffer of its own, or null when this is not the wrapping key or anything of the slot was changed. */
export function unsealSlot(storeId: string, slot: Slot, wrappingKey: Uint8Array): Buffer | null {
  const sealed = Buffer.from(slot.sealed, 'base64')
  return unseal(wrappingKey, sealed, whatIsSealed(storeId, slot), Buffer.from(slot.nonce, 'base64'))
}

/** All that must not be exchanged around a sealed key; the order of a JSON object must not matter. */
function whatIsSealed(storeId: string, { id, kind, kdf }: SlotHead): Buffer {
  const parameters = Object.entries(kdf).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Buffer.from(JSON.stringify([slotFormat, storeId, id, kind, parameters]))
}
