import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { VaultTrouble } from '#core/vault/vault-trouble.ts'
import { createTestHost, type TestHost } from '#tests/helpers/memory-host.ts'
import { createTrialKeychain, createTrialVault, outcome } from './trial-vault.ts'

const now = Date.UTC(2026, 1, 13)
const osOnly = { passphrase: null, osKeychain: true }
const createHost = () => createTestHost({ now, keychain: createTrialKeychain() })
const inVault = (host: TestHost, name: string) => join(host.vaultFolder, name)

/** A locked vault that was opened before. */
async function createLocked(host: TestHost) {
  const vault = createTrialVault(host)
  await vault.create(osOnly)
  await vault.lock()
  return vault
}

test('one damaged slot file is repaired and the vault opens', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  const whole = await readFile(inVault(host, 'slots.json'))
  await writeFile(inVault(host, 'slots.json'), whole.subarray(0, 100))
  expect(await vault.status()).toMatchObject({ state: 'locked' })
  expect(await readFile(inVault(host, 'slots.json'))).toEqual(whole)
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
})

test('both slot files damaged or gone is named, changes nothing, and ends when one is put back', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  const whole = await readFile(inVault(host, 'slots.json'))
  const [first, second] = [inVault(host, 'slots.json'), inVault(host, 'slots.copy.json')]
  await writeFile(first, 'damaged')
  await writeFile(second, '')
  expect(await vault.status()).toEqual({ state: 'slots-damaged' })
  expect(await outcome(vault.unlock({ with: 'os' }))).toEqual({
    code: 'VAULT_UNAVAILABLE',
    data: { state: 'slots-damaged' },
  })
  expect(await outcome(vault.create(osOnly))).toMatchObject({ code: 'VAULT_EXISTS' })
  expect(await readFile(first, 'utf8')).toBe('damaged')
  await unlink(first)
  await unlink(second)
  expect(await vault.status()).toEqual({ state: 'slots-damaged' })
  await writeFile(second, whole)
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
})

test('a missing database is not made anew, and opens when it is put back', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  await rename(inVault(host, 'keepsake.db'), join(host.vaultFolder, '..', 'elsewhere'))
  expect(await vault.status()).toEqual({ state: 'database-missing' })
  expect(await outcome(vault.create(osOnly))).toMatchObject({ code: 'VAULT_EXISTS' })
  expect(await outcome(vault.unlock({ with: 'os' }))).toMatchObject({ data: { state: 'database-missing' } })
  expect(await readdir(host.vaultFolder)).not.toContain('keepsake.db')
  await rename(join(host.vaultFolder, '..', 'elsewhere'), inVault(host, 'keepsake.db'))
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
})

test('an emptied database is damaged, not new', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  await writeFile(inVault(host, 'keepsake.db'), '')
  expect(await vault.status()).toEqual({ state: 'database-damaged' })
})

test('a damaged database stays named until its file changes, and is left as it is', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  const file = inVault(host, 'keepsake.db')
  await copyFile(file, `${host.vaultFolder}.whole`)
  const damaged = await readFile(file)
  damaged.fill(0x5a, 0, 4_096)
  await writeFile(file, damaged)
  expect(await vault.unlock({ with: 'os' })).toEqual({ state: 'database-damaged' })
  expect(await vault.status()).toEqual({ state: 'database-damaged' })
  expect(await readFile(file)).toEqual(damaged)
  await copyFile(`${host.vaultFolder}.whole`, file)
  expect(await vault.status()).toMatchObject({ state: 'locked' })
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
})

test.each(['newer-format', 'read-only', 'database-missing'] as const)(
  'a database found %s becomes the state of the door',
  async (kind) => {
    await using host = await createHost()
    let broken = false
    await using vault = createTrialVault(host, () => {
      if (broken) throw new VaultTrouble(kind)
    })
    await vault.create(osOnly)
    await vault.lock()
    broken = true
    expect(await vault.unlock({ with: 'os' })).toEqual({ state: kind })
    expect(await vault.status()).toEqual({ state: kind })
    expect(vault.session()).toBeNull()
    broken = false
    expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
  },
)

test('an older copy of the database put back is noticed, even that of the last session', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  const older = `${host.vaultFolder}.older`
  for (let session = 0; session < 3; session += 1) {
    await copyFile(inVault(host, 'keepsake.db'), older)
    expect(await vault.unlock({ with: 'os' })).toMatchObject({ rolledBack: false })
    await vault.lock()
  }
  await copyFile(older, inVault(host, 'keepsake.db'))
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked', rolledBack: true })
  await vault.lock()
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ rolledBack: false })
})

test('a session killed before it closed is not mistaken for an older copy', async () => {
  await using host = await createHost()
  const killed = await createLocked(host)
  await killed.unlock({ with: 'os' })
  const slots = await readFile(inVault(host, 'slots.json'))
  await killed.dispose()
  await using vault = createTrialVault(host)
  for (const name of ['slots.json', 'slots.copy.json']) await writeFile(inVault(host, name), slots)
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked', rolledBack: false })
})

test('a creation cut off before its database can be begun again', async () => {
  await using host = await createHost()
  let cut = true
  await using vault = createTrialVault(host, () => {
    if (cut) throw new Error('power cut')
  })
  await expect(vault.create(osOnly)).rejects.toThrow('power cut')
  await writeFile(inVault(host, 'keepsake.db'), '')
  expect(await vault.status()).toEqual({ state: 'absent' })
  cut = false
  await vault.create(osOnly)
  await vault.lock()
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
})

/** Runs as somebody whom permissions bind: root is not, so for once it is somebody else. */
async function withoutPrivileges(work: () => Promise<void>): Promise<void> {
  if (!process.seteuid || process.getuid?.() !== 0) return work()
  process.seteuid(65_534)
  try {
    await work()
  } finally {
    process.seteuid(0)
  }
}

test('a folder that cannot be written is read-only before anything is asked', async () => {
  await using host = await createHost()
  const first = await createLocked(host)
  await first.dispose()
  for (const name of await readdir(host.vaultFolder)) await chmod(inVault(host, name), 0o444)
  await chmod(host.vaultFolder, 0o555)
  await chmod(join(host.vaultFolder, '..'), 0o755)
  await using vault = createTrialVault(host)
  await withoutPrivileges(async () => {
    expect(await vault.status()).toEqual({ state: 'read-only' })
    expect(await outcome(vault.unlock({ with: 'os' }))).toMatchObject({ data: { state: 'read-only' } })
    expect(await outcome(vault.create(osOnly))).toMatchObject({ data: { state: 'read-only' } })
  })
  await chmod(host.vaultFolder, 0o755)
})

test('the folder holds nothing but what belongs there, for nobody else to read', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  await vault.dispose()
  const names = await readdir(host.vaultFolder)
  expect(names.toSorted()).toEqual(['keepsake.db', 'keepsake.lock', 'media.db', 'slots.copy.json', 'slots.json'])
  expect((await stat(host.vaultFolder)).mode & 0o777).toBe(0o700)
})

test('looking at a folder without a vault leaves no trace in it', async () => {
  await using host = await createHost()
  await mkdir(host.vaultFolder)
  await writeFile(inVault(host, 'letter.txt'), 'not ours')
  await using vault = createTrialVault(host)
  expect(await vault.status()).toEqual({ state: 'absent' })
  expect(await readdir(host.vaultFolder)).toEqual(['letter.txt'])
})

test('garbage in the lock file does not keep the vault shut', async () => {
  await using host = await createHost()
  const first = await createLocked(host)
  await first.dispose()
  await writeFile(inVault(host, 'keepsake.lock'), 'x'.repeat(10_000))
  await using vault = createTrialVault(host)
  expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
})

/** Another process with a vault over the same folder. It says each state it sees as a line, and holds on until killed. */
function startOther(host: TestHost): { readonly process: ChildProcess; readonly nextState: () => Promise<string> } {
  const script = fileURLToPath(new URL('./other-instance.ts', import.meta.url))
  const child = spawn(process.execPath, [script, host.vaultFolder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { process: child, nextState: async () => String((await lines.next()).value) }
}

test('a second process is told that the vault is in use, and gets in when the first lets go', async () => {
  await using host = await createHost()
  await using vault = await createLocked(host)
  const other = startOther(host)
  try {
    expect(await other.nextState()).toBe('in-use')
    await vault.dispose()
    other.process.stdin?.write('again\n')
    expect(await other.nextState()).toBe('locked')
  } finally {
    other.process.kill('SIGKILL')
  }
})

test('a holder killed with kill -9 leaves no stale lock behind', async () => {
  await using host = await createHost()
  const first = await createLocked(host)
  await first.dispose()
  const other = startOther(host)
  try {
    expect(await other.nextState()).toBe('locked')
    await using vault = createTrialVault(host)
    expect(await vault.status()).toEqual({ state: 'in-use' })
    expect(await outcome(vault.unlock({ with: 'os' }))).toMatchObject({ data: { state: 'in-use' } })
    other.process.kill('SIGKILL')
    await once(other.process, 'exit')
    expect(await vault.unlock({ with: 'os' })).toMatchObject({ state: 'unlocked' })
  } finally {
    other.process.kill('SIGKILL')
  }
})

test('a second vault in the same process is in use as well', async () => {
  await using host = await createHost()
  await using first = await createLocked(host)
  await using second = createTrialVault(host)
  expect(await second.status()).toEqual({ state: 'in-use' })
  await first.dispose()
  expect(await second.status()).toMatchObject({ state: 'locked' })
})
