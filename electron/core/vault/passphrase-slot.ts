import type { Host } from '../host.ts'
import { runJob } from '../jobs/job.ts'
import type { Argon2Cost } from './derive-key.ts'
import { idBytes, saltBytes, sealSlot, type SlotOf, unsealSlot } from './slot.ts'

type PassphraseSlot = SlotOf<'passphrase'>
type PassphraseHost = Pick<Host, 'now' | 'random' | 'workerScript'>

const floor: Argon2Cost = { memoryKib: 64 * 1024, passes: 3 }
const targetMilliseconds = 700
const mostMemoryKib = 256 * 1024
const mostPasses = 10

/** A slot that this passphrase opens, at the cost of up to about 0.7 s on this machine. Takes one or two derivations. */
export async function createPassphraseSlot(
  host: PassphraseHost,
  storeId: string,
  dataKey: Uint8Array,
  passphrase: string,
): Promise<PassphraseSlot> {
  const salt = host.random(saltBytes)
  const started = host.now()
  let wrappingKey = await derive(host, passphrase, salt, floor)
  const cost = affordableCost(host.now() - started)
  if (cost !== floor) {
    wrappingKey.fill(0)
    wrappingKey = await derive(host, passphrase, salt, cost)
  }
  const head = {
    kind: 'passphrase',
    id: Buffer.from(host.random(idBytes)).toString('base64'),
    kdf: { name: 'argon2id', salt: Buffer.from(salt).toString('base64'), ...cost },
  } as const
  try {
    return sealSlot(host, storeId, head, wrappingKey, dataKey)
  } finally {
    wrappingKey.fill(0)
  }
}

/** The data key, or null when this is not the passphrase. */
export async function openPassphraseSlot(
  host: PassphraseHost,
  storeId: string,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<Buffer | null> {
  const { salt, memoryKib, passes } = slot.kdf
  const wrappingKey = await derive(host, passphrase, Buffer.from(salt, 'base64'), { memoryKib, passes })
  try {
    return unsealSlot(storeId, slot, wrappingKey)
  } finally {
    wrappingKey.fill(0)
  }
}

/**
 * The highest cost that stays within the target, given how long the floor took. Memory grows before passes, as it is
 * what makes guessing dear. Zero or less means that the clock stands or was set back: the floor, then.
 */
export function affordableCost(floorMilliseconds: number): Argon2Cost {
  if (floorMilliseconds <= 0) return floor
  const affordable = targetMilliseconds / floorMilliseconds
  let { memoryKib, passes } = floor
  while (memoryKib < mostMemoryKib && (memoryKib * 2) / floor.memoryKib <= affordable) memoryKib *= 2
  const memoryFactor = memoryKib / floor.memoryKib
  while (passes < mostPasses && (memoryFactor * (passes + 1)) / floor.passes <= affordable) passes += 1
  return memoryKib === floor.memoryKib && passes === floor.passes ? floor : { memoryKib, passes }
}

async function derive(
  host: PassphraseHost,
  passphrase: string,
  salt: Uint8Array,
  cost: Argon2Cost,
): Promise<Uint8Array> {
  // The same words may arrive composed or decomposed, depending on keyboard and system.
  const bytes = new TextEncoder().encode(passphrase.normalize('NFC'))
  try {
    return await runJob(host, 'derive-key', { passphrase: bytes, salt, cost })
  } finally {
    bytes.fill(0)
  }
}
