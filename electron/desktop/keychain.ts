import type { SafeStorage } from 'electron'
import type { Keychain } from '#core/host.ts'
import { AppError } from '#core/errors.ts'

/** The first question may make the system ask the person; a key store that hangs must not hang the start. */
const probePatience = 20_000

export type KeychainParts = {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  readonly platform: NodeJS.Platform
}

/**
 * The system's key store, or null where it would only pretend. On Linux "available" is true even when the key is a
 * constant in Chromium's source: then the backend says so, or the sealed bytes start with `v10`. Later failures are
 * the caller's to wait for and to name.
 */
export async function openKeychain({ safeStorage, platform }: KeychainParts): Promise<Keychain | null> {
  const isLinux = platform === 'linux'
  const probe = async (): Promise<boolean> => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
    if (isLinux && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return false
    return !isLinux || !isFixedKey(await safeStorage.encryptStringAsync('keepsake'))
  }
  if (!(await inTime(probe()).catch(() => false))) return null

  return {
    protect: async (plain) => {
      const sealed = await safeStorage.encryptStringAsync(Buffer.from(plain).toString('base64'))
      // The key store may have gone since the start.
      if (isLinux && isFixedKey(sealed)) throw new AppError('KEYCHAIN_UNAVAILABLE')
      return sealed
    },
    reveal: async (sealed, onStale) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed))
      if (shouldReEncrypt) onStale?.()
      return Buffer.from(result, 'base64')
    },
  }
}

function isFixedKey(sealed: Uint8Array): boolean {
  return Buffer.from(sealed.subarray(0, 3)).toString('latin1') === 'v10'
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  const overdue = Promise.withResolvers<never>()
  const timer = setTimeout(() => overdue.reject(new Error('overdue')), probePatience)
  try {
    return await Promise.race([work, overdue.promise])
  } finally {
    clearTimeout(timer)
  }
}
