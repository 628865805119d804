import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openKeychain, type KeychainParts } from '../../../electron/desktop/keychain.ts'

type SafeStorage = KeychainParts['safeStorage']

/** Seals by spelling backwards, which is enough to see what passes through. */
function keyStore(changes: Partial<SafeStorage> = {}, prefix = 'v11'): SafeStorage {
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => Buffer.from(prefix + backwards(text)),
    decryptStringAsync: async (sealed) => ({
      result: backwards(sealed.toString().slice(prefix.length)),
      shouldReEncrypt: false,
    }),
    ...changes,
  }
}

const backwards = (base64: string): string => base64.split('').toReversed().join('')

const secret = new Uint8Array([0, 255, 128, 7, 10, 13])

describe('the keychain', () => {
  it('gives back the very bytes it sealed', async () => {
    const keychain = await openKeychain({ safeStorage: keyStore(), platform: 'linux' })
    const sealed = await keychain?.protect(secret)
    expect(Buffer.from((await keychain?.reveal(sealed ?? new Uint8Array())) ?? []).equals(secret)).toBe(true)
  })

  it.each([
    ['says it is not available', { isAsyncEncryptionAvailable: async () => false }],
    ['cannot even be asked', { isAsyncEncryptionAvailable: () => Promise.reject(new Error('no bus')) }],
    ['is a password in the source code', { getSelectedStorageBackend: () => 'basic_text' as const }],
    ['does not know itself', { getSelectedStorageBackend: () => 'unknown' as const }],
    ['fails to seal', { encryptStringAsync: () => Promise.reject(new Error('temporarily unavailable')) }],
  ])('is absent on Linux where it %s', async (_what, changes) => {
    expect(await openKeychain({ safeStorage: keyStore(changes), platform: 'linux' })).toBeNull()
  })

  it('is absent on Linux where sealed bytes carry the mark of the fixed key, whatever the backend says', async () => {
    expect(await openKeychain({ safeStorage: keyStore({}, 'v10'), platform: 'linux' })).toBeNull()
  })

  it('is not misled by the same mark where it means something else', async () => {
    expect(await openKeychain({ safeStorage: keyStore({}, 'v10'), platform: 'darwin' })).not.toBeNull()
    expect(await openKeychain({ safeStorage: keyStore({}, 'v10'), platform: 'win32' })).not.toBeNull()
  })

  it('refuses to seal with the fixed key when the real one vanished after the start', async () => {
    let prefix = 'v11'
    const safeStorage = keyStore({ encryptStringAsync: async () => Buffer.from(`${prefix}x`) })
    const keychain = await openKeychain({ safeStorage, platform: 'linux' })
    prefix = 'v10'
    await expect(keychain?.protect(secret)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  })

  it('does not hold up the start when the key store hangs', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const opening = openKeychain({
      safeStorage: keyStore({ isAsyncEncryptionAvailable: () => new Promise(() => {}) }),
      platform: 'linux',
    })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await opening).toBeNull()
  })

  it('says when the sealed bytes should be sealed anew', async () => {
    const decryptStringAsync = async () => ({ result: 'AAE=', shouldReEncrypt: true })
    const keychain = await openKeychain({ safeStorage: keyStore({ decryptStringAsync }), platform: 'darwin' })
    let stale = 0
    await keychain?.reveal(secret, () => stale++)
    expect(stale).toBe(1)
  })
})
