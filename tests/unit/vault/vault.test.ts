import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'
import { createTestHost, type TestHost } from '#tests/helpers/memory-host.ts'
import { createTrialKeychain, createTrialVault, outcome } from './trial-vault.ts'

const passphrase = '念念不忘 correct horse'
/** A standing clock, so that no time goes into finding a dearer derivation. */
const now = Date.UTC(2026, 1, 13)
/** For tests that derive a key ten times, on a machine that has other work too. */
const manyDerivations = 90_000
const createOsOnly = { passphrase: null, osKeychain: true }

const slotBytes = (host: TestHost) => readFile(join(host.vaultFolder, 'slots.json'), 'utf8')

test('a new vault opens, locks, and opens again with the passphrase, with the same database key', async () => {
  await using host = await createTestHost({ now })
  await using vault = createTrialVault(host)
  expect(await vault.status()).toEqual({ state: 'absent' })
  const shown = await vault.create({ passphrase, osKeychain: false })
  expect(shown.groups).toHaveLength(8)
  const slots = expect.arrayContaining(['passphrase', 'recovery'])
  expect(await vault.status()).toEqual({ state: 'unlocked', slots, recoveryProven: false, rolledBack: false })
  await vault.lock()
  expect(vault.session()).toBeNull()
  expect(await vault.status()).toEqual({ state: 'locked', slots, retryAfterMs: 0 })
  const status = await vault.unlock({ with: 'passphrase', passphrase })
  expect(status).toEqual({ state: 'unlocked', slots, recoveryProven: false, rolledBack: false })
  expect(vault.session()).toBe(vault.sessions[1])
})

test('the recovery key opens the vault without anything else, and counts as kept from then on', async () => {
  await using host = await createTestHost({ now })
  await using vault = createTrialVault(host)
  const { groups } = await vault.create({ passphrase, osKeychain: false })
  await vault.lock()
  const typed = groups.join(' – ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
  expect(await vault.unlock({ with: 'recovery', recoveryKey: typed })).toMatchObject({ recoveryProven: true })
  await vault.lock()
  await vault.unlock({ with: 'passphrase', passphrase })
  expect(await vault.status()).toMatchObject({ state: 'unlocked', recoveryProven: true })
})

test('a key store that has moved to a newer key gets the slot sealed anew, before the old key is gone', async () => {
  const keychain = createTrialKeychain()
  let isStale = true
  const moving = {
    protect: keychain.protect,
    reveal: (sealed: Uint8Array, onStale?: () => void) => {
      if (isStale) onStale?.()
      return keychain.reveal(sealed)
    },
  }
  await using host = await createTestHost({ now, keychain: moving })
  await using vault = createTrialVault(host)
  await vault.create(createOsOnly)
  await vault.lock()
  const sealedKey = async () => /"protectedKey": ?"([^"]+)"/.exec(await slotBytes(host))?.[1]
  const before = await sealedKey()
  isStale = true
  await vault.unlock({ with: 'os' })
  isStale = false
  expect(await sealedKey()).not.toBe(before)
  await vault.lock()
  expect(await vault.unlock({ with: 'os' })).toMatchObject({
    state: 'unlocked',
    slots: expect.arrayContaining(['os', 'recovery']),
  })
})

test('the OS key store opens the vault, and every way it can fail is KEYCHAIN_UNAVAILABLE, not damage', async () => {
  const keychain = createTrialKeychain()
  await using host = await createTestHost({ now, keychain })
  await using vault = createTrialVault(host)
  const { groups } = await vault.create(createOsOnly)
  await vault.lock()
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
  await vault.lock()
  keychain.failing = true
  expect(await outcome(vault.unlock({ with: 'os' }))).toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  await vault.dispose()

  for (const other of [createTrialKeychain(), null]) {
    await using moved = await createTestHost({ now, folder: host.vaultFolder, ...(other ? { keychain: other } : {}) })
    await using reopened = createTrialVault(moved)
    expect(await outcome(reopened.unlock({ with: 'os' }))).toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
    expect(await reopened.unlock({ with: 'recovery', recoveryKey: groups.join('') })).toMatchObject({
      state: 'unlocked',
    })
  }
})

test('no vault is made that only an absent or failing key store could open', async () => {
  const keychain = createTrialKeychain()
  keychain.failing = true
  await using host = await createTestHost({ now, keychain })
  await using vault = createTrialVault(host)
  expect(await outcome(vault.create({ passphrase: null, osKeychain: false }))).toMatchObject({
    code: 'PASSPHRASE_REQUIRED',
  })
  expect(await outcome(vault.create(createOsOnly))).toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' })
  expect(await vault.status()).toEqual({ state: 'absent' })
  keychain.failing = false
  await vault.create(createOsOnly)
  expect(await vault.status()).toMatchObject({ state: 'unlocked' })
})

test('a second creation is refused whether the vault is open, locked or damaged', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  await vault.create(createOsOnly)
  const before = await slotBytes(host)
  expect(await outcome(vault.create(createOsOnly))).toMatchObject({ code: 'VAULT_EXISTS' })
  await vault.lock()
  expect(await outcome(vault.create(createOsOnly))).toMatchObject({ code: 'VAULT_EXISTS' })
  expect(await slotBytes(host)).toBe(before)
})

test('a passphrase typed decomposed opens what was made composed', async () => {
  await using host = await createTestHost({ now })
  await using vault = createTrialVault(host)
  await vault.create({ passphrase: '你好 \u00e9 한'.normalize('NFC'), osKeychain: false })
  await vault.lock()
  const decomposed = '你好 \u00e9 한'.normalize('NFD')
  expect(decomposed).not.toBe(decomposed.normalize('NFC'))
  expect(await vault.unlock({ with: 'passphrase', passphrase: decomposed })).toMatchObject({ state: 'unlocked' })
})

test('wrong keys wait longer and longer, early tries are not even heard, the right key clears it', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  const { groups } = await vault.create(createOsOnly)
  await vault.lock()
  const unlock = (recoveryKey: string) => outcome(vault.unlock({ with: 'recovery', recoveryKey }))
  const refusal = (code: string, retryAfterMs: number) => ({ code, data: { retryAfterMs } })

  expect(await unlock('wrong')).toEqual(refusal('WRONG_KEY', 0))
  for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
    expect(await unlock('wrong')).toEqual(refusal('WRONG_KEY', wait))
    expect(await vault.status()).toMatchObject({ state: 'locked', retryAfterMs: wait })
    host.clock.advance(wait - 1)
    expect(await unlock(groups.join(''))).toEqual(refusal('TRY_LATER', 1))
    host.clock.advance(1)
  }
  expect(await unlock(groups.join(''))).toMatchObject({ state: 'unlocked' })
  await vault.lock()
  expect(await unlock('wrong')).toEqual(refusal('WRONG_KEY', 0))
})

test('a wrong passphrase, a wrong recovery key and a slot that is not there fail in the same words', async () => {
  const failures: unknown[] = []
  for (const input of [{ passphrase, osKeychain: false }, createOsOnly]) {
    await using host = await createTestHost({ now, keychain: createTrialKeychain() })
    await using vault = createTrialVault(host)
    await vault.create(input)
    await vault.lock()
    failures.push(await outcome(vault.unlock({ with: 'passphrase', passphrase: 'wrong' })))
    host.clock.advance(60_000)
    failures.push(await outcome(vault.unlock({ with: 'recovery', recoveryKey: '00000-00000' })))
  }
  const [first, later] = [0, 1_000].map((retryAfterMs) => ({ code: 'WRONG_KEY', data: { retryAfterMs } }))
  expect(failures).toEqual([first, later, first, later])
})

test('the recovery key is proven by the asked groups only, and is forgotten at lock', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  const { groups, prove } = await vault.create(createOsOnly)
  const typed = prove.map((index) => ({ index, text: groups[index] ?? '' }))
  const refused = { code: 'RECOVERY_MISMATCH', data: undefined }
  expect(await outcome(vault.proveRecovery({ groups: [] }))).toEqual(refused)
  expect(await outcome(vault.proveRecovery({ groups: typed.slice(1) }))).toEqual(refused)
  const swapped = prove.map((index, order) => ({ index, text: groups[prove[(order + 1) % 3] ?? 0] ?? '' }))
  expect(await outcome(vault.proveRecovery({ groups: swapped }))).toEqual(refused)
  expect(await vault.status()).toMatchObject({ recoveryProven: false })
  const loosely = typed.map(({ index, text }) => ({ index, text: ` ${text.toLowerCase()} ` }))
  expect(await vault.proveRecovery({ groups: loosely })).toMatchObject({ state: 'unlocked', recoveryProven: true })
  expect(await vault.proveRecovery({ groups: loosely })).toMatchObject({ recoveryProven: true })

  const renewed = await vault.renewRecovery({ passphrase: null })
  await vault.lock()
  await vault.unlock({ with: 'os' })
  const late = renewed.prove.map((index) => ({ index, text: renewed.groups[index] ?? '' }))
  expect(await outcome(vault.proveRecovery({ groups: late }))).toEqual(refused)
})

test('a renewed recovery key replaces the old one', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  const first = await vault.create(createOsOnly)
  await vault.proveRecovery({ groups: first.prove.map((index) => ({ index, text: first.groups[index] ?? '' })) })
  const second = await vault.renewRecovery({ passphrase: null })
  expect(await vault.status()).toMatchObject({ recoveryProven: false })
  await vault.lock()
  expect(await outcome(vault.unlock({ with: 'recovery', recoveryKey: first.groups.join('') }))).toMatchObject({
    code: 'WRONG_KEY',
  })
  expect(await vault.unlock({ with: 'recovery', recoveryKey: second.groups.join('') })).toMatchObject({
    state: 'unlocked',
  })
})

test(
  'slots change only for who knows the passphrase, and the old one no longer opens',
  { timeout: manyDerivations },
  async () => {
    await using host = await createTestHost({ now, keychain: createTrialKeychain() })
    await using vault = createTrialVault(host)
    await vault.create({ passphrase, osKeychain: true })
    const required = { code: 'PASSPHRASE_REQUIRED', data: undefined }
    expect(await outcome(vault.setPassphrase({ current: null, next: 'new' }))).toEqual(required)
    expect(await outcome(vault.renewRecovery({ passphrase: null }))).toEqual(required)
    expect(await outcome(vault.removeSlot({ kind: 'os', passphrase: null }))).toEqual(required)
    expect(await outcome(vault.confirmPassphrase(null))).toEqual(required)
    for (const guess of [
      () => vault.setPassphrase({ current: 'guess', next: 'new' }),
      () => vault.renewRecovery({ passphrase: 'guess' }),
      () => vault.removeSlot({ kind: 'os', passphrase: 'guess' }),
      () => vault.confirmPassphrase('guess'),
    ]) {
      expect(await outcome(guess())).toMatchObject({ code: 'WRONG_KEY' })
      host.clock.advance(60_000)
    }
    await vault.confirmPassphrase(passphrase)
    await vault.setPassphrase({ current: passphrase, next: '新的口令' })
    await vault.lock()
    expect(await outcome(vault.unlock({ with: 'passphrase', passphrase }))).toMatchObject({ code: 'WRONG_KEY' })
    expect(await vault.unlock({ with: 'passphrase', passphrase: '新的口令' })).toMatchObject({ state: 'unlocked' })
  },
)

test(
  'the last way in that is known to work without the OS cannot be removed',
  { timeout: manyDerivations },
  async () => {
    await using host = await createTestHost({ now, keychain: createTrialKeychain() })
    await using vault = createTrialVault(host)
    const { groups, prove } = await vault.create({ passphrase, osKeychain: true })
    const last = { code: 'LAST_SLOT', data: undefined }
    // The recovery key was shown but nobody has shown to have it.
    expect(await outcome(vault.removeSlot({ kind: 'passphrase', passphrase }))).toEqual(last)
    await vault.proveRecovery({ groups: prove.map((index) => ({ index, text: groups[index] ?? '' })) })
    const withoutPassphrase = await vault.removeSlot({ kind: 'passphrase', passphrase })
    expect(withoutPassphrase).toMatchObject({ slots: expect.not.arrayContaining(['passphrase']) })
    expect(await outcome(vault.removeSlot({ kind: 'recovery', passphrase: null }))).toEqual(last)
    expect(await outcome(vault.removeSlot({ kind: 'passphrase', passphrase: null }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    await vault.setPassphrase({ current: null, next: 'again' })
    expect(await vault.removeSlot({ kind: 'recovery', passphrase: 'again' })).toMatchObject({ recoveryProven: false })
    expect(await outcome(vault.removeSlot({ kind: 'passphrase', passphrase: 'again' }))).toEqual(last)
    expect(await vault.removeSlot({ kind: 'os', passphrase: 'again' })).toMatchObject({ slots: ['passphrase'] })
    expect(await vault.addOsSlot()).toMatchObject({ slots: expect.arrayContaining(['passphrase', 'os']) })
  },
)

test('nothing of an open vault can be asked for while it is locked', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  await vault.create({ passphrase, osKeychain: true })
  await vault.lock()
  for (const ask of [
    () => vault.proveRecovery({ groups: [] }),
    () => vault.renewRecovery({ passphrase }),
    () => vault.setPassphrase({ current: passphrase, next: 'x' }),
    () => vault.addOsSlot(),
    () => vault.removeSlot({ kind: 'os', passphrase }),
    () => vault.confirmPassphrase(passphrase),
  ]) {
    expect(await outcome(ask())).toEqual({ code: 'VAULT_LOCKED', data: undefined })
  }
})

test('the data key is zeroed at lock, after the session was closed', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  await vault.create(createOsOnly)
  const [key] = vault.keys
  if (!key) throw new Error('no key was handed over')
  expect(key.length).toBe(32)
  expect(key.equals(Buffer.alloc(32))).toBe(false)
  await vault.lock()
  expect(key.equals(Buffer.alloc(32))).toBe(true)
})

test('the data key is zeroed when the database does not open or the session fails to close', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  let broken = false
  await using vault = createTrialVault(host, () => {
    if (broken) throw new VaultTrouble('database-damaged')
  })
  await vault.create(createOsOnly)
  const session = vault.session()
  if (!session) throw new Error('locked')
  const close = session[Symbol.asyncDispose]
  Object.assign(session, { [Symbol.asyncDispose]: () => close().then(() => Promise.reject(new Error('late'))) })
  await expect(vault.lock()).rejects.toThrow('late')
  expect(await vault.status()).toMatchObject({ state: 'locked' })
  broken = true
  await vault.unlock({ with: 'os' })
  expect(vault.keys).toHaveLength(2)
  for (const key of vault.keys) expect(key.equals(Buffer.alloc(32))).toBe(true)
})

test('neither passphrase nor recovery key nor data key is in any file, log or error', async () => {
  const keychain = createTrialKeychain()
  await using host = await createTestHost({ now, keychain })
  await using vault = createTrialVault(host)
  const secret = 'canary-passphrase-密语'
  const { groups } = await vault.create({ passphrase: secret, osKeychain: true })
  const dataKey = Buffer.from(vault.keys[0] ?? '')
  await vault.lock()
  const said: string[] = []
  for (const attempt of [
    () => vault.unlock({ with: 'passphrase', passphrase: `${secret}!` }),
    () => vault.unlock({ with: 'recovery', recoveryKey: `${groups.slice(0, 7).join(' ')} 00000` }),
    () => vault.setPassphrase({ current: secret, next: `${secret}?` }),
  ]) {
    host.clock.advance(60_000)
    await attempt().catch((error: Error) => said.push(`${error.message} ${error.stack} ${JSON.stringify(error)}`))
  }
  expect(said).toHaveLength(3)
  for (const name of ['slots.json', 'slots.copy.json', 'keepsake.db', 'keepsake.lock']) {
    said.push(await readFile(join(host.vaultFolder, name), 'latin1'))
  }
  const everything = [...said, ...host.logs].join('\n')
  const traces = [secret, Buffer.from(secret).toString('latin1'), 'canary', ...groups, groups.join('')]
  traces.push(dataKey.toString('hex'), dataKey.toString('base64'), dataKey.toString('latin1'))
  expect(traces.filter((trace) => everything.includes(trace))).toEqual([])
})

test('watchers see each state once, whoever changes it, and end with the vault', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  const seen: string[] = []
  const story = async () => {
    // Looking is no change.
    await vault.status()
    await vault.create(createOsOnly)
    await vault.lock()
  }
  const watching = (async () => {
    for await (const status of vault.watch(undefined)) {
      seen.push(status.state)
      if (seen.length === 1) void story()
      if (seen.length === 3) void vault.dispose()
    }
  })()
  await watching
  expect(seen).toEqual(['absent', 'unlocked', 'locked'])
})

test('leaving a watch only detaches', async () => {
  await using host = await createTestHost({ now })
  await using vault = createTrialVault(host)
  const leaving = new AbortController()
  for await (const status of vault.watch(leaving.signal)) {
    expect(status).toEqual({ state: 'absent' })
    leaving.abort()
  }
  expect(await vault.status()).toEqual({ state: 'absent' })
})

test('idle locks a vault with a passphrase, unless the session says otherwise', async () => {
  await using host = await createTestHost({ now, keychain: createTrialKeychain() })
  await using vault = createTrialVault(host)
  await vault.create({ passphrase, osKeychain: true })
  host.clock.advance(10 * 60_000 - 1)
  vault.stayAwake()
  host.clock.advance(10 * 60_000)
  vault.stayAwake()
  expect(await vault.status()).toMatchObject({ state: 'locked' })
  await vault.unlock({ with: 'os' })
  vault.setAutoLock(0)
  host.clock.advance(24 * 60 * 60_000)
  vault.stayAwake()
  expect(await vault.status()).toMatchObject({ state: 'unlocked' })
})
