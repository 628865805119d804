import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Keychain } from '#core/host.ts'
import { createStore } from '#core/store/create-store.ts'
import { openDatabase } from '#core/store/database.ts'
import { beginGeneration } from '#core/store/generation.ts'
import { createVault, type OpenedVault } from '#core/vault/vault.ts'
import type { TestHost } from '#tests/helpers/memory-host.ts'

/** A session over the real encrypted database and nothing else. */
export type TrialSession = AsyncDisposable & { readonly generation: number }

/** A vault over the host's folder. `sessions` are all that were opened; `keys` every data key that was handed over. */
export function createTrialVault(host: TestHost, prepare: (opened: OpenedVault) => void = () => undefined) {
  const sessions: TrialSession[] = []
  const keys: Buffer[] = []
  const vault = createVault({
    host,
    openSession: async (dataKey, opened): Promise<TrialSession> => {
      keys.push(dataKey)
      prepare(opened)
      if (opened.firstOpen) createStore(host.vaultFolder, dataKey)
      const database = openDatabase({ file: join(host.vaultFolder, 'keepsake.db'), key: dataKey, mode: 'write' })
      const session: TrialSession = {
        generation: beginGeneration(database),
        [Symbol.asyncDispose]: async () => database.close(),
      }
      sessions.push(session)
      return session
    },
  })
  return { ...vault, sessions, keys, [Symbol.asyncDispose]: vault.dispose }
}

/** A key store that really encrypts, as an operating system's does. `failing` makes it refuse. */
export function createTrialKeychain(): Keychain & { failing: boolean } {
  const key = randomBytes(32)
  const keychain = {
    failing: false,
    protect: async (plain: Uint8Array) => {
      if (keychain.failing) throw new Error('temporarily unavailable')
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    reveal: async (sealed: Uint8Array) => {
      if (keychain.failing) throw new Error('temporarily unavailable')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
    },
  }
  return keychain
}

/** The AppError code and data of a rejection, or the status or result it resolved with. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      return { code: error.code, data: 'data' in error ? error.data : undefined }
    throw error
  }
}
