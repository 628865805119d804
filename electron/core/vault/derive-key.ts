import { argon2id } from 'hash-wasm'
import { z } from 'zod'
import type { Job } from '../jobs/job-context.ts'

/**
 * Cost of one Argon2id derivation. The bounds are part of the schema: below them a tampered file would make guessing
 * cheap, above them it would make opening the vault impossible.
 */
export const Argon2Cost = z.object({
  memoryKib: z
    .int()
    .min(64 * 1024)
    .max(1024 * 1024),
  passes: z.int().min(3).max(20),
})
export type Argon2Cost = z.infer<typeof Argon2Cost>

export type DeriveKeyInput = {
  readonly passphrase: Uint8Array
  readonly salt: Uint8Array
  readonly cost: Argon2Cost
}

/** Argon2id with one lane to 32 bytes. Takes most of a second and the memory of `cost`, hence a job. */
export const deriveKey = (async ({ passphrase, salt, cost }) => {
  const { memoryKib, passes } = Argon2Cost.parse(cost)
  return await argon2id({
    password: passphrase,
    salt,
    memorySize: memoryKib,
    iterations: passes,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  })
}) satisfies Job<DeriveKeyInput, Uint8Array>
