import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createStore } from '#core/store/create-store.ts'
import { openDatabase, type Database } from '#core/store/database.ts'
import { beginGeneration } from '#core/store/generation.ts'
import { createVault } from '#core/vault/vault.ts'
import { createTestHost } from '#tests/helpers/memory-host.ts'
import { seedDatabase, type Seeded, type SeedOptions } from './seed.ts'

/** Opens every vault that is made here. */
export const seededPassphrase = 'four quiet rivers before rain'

/**
 * Makes a profile folder for the browser host, its vault filled by core's own repositories. From a terminal:
 * `node tests/bench/seed-vault.ts <folder> --messages 1000000`, then `npm start -- --profile <folder>`.
 */
export const seedVault = async (profile: string, options: SeedOptions): Promise<Seeded> => {
  await mkdir(profile, { recursive: true })
  await using host = await createTestHost({ folder: path.join(profile, 'vault') })
  const file = path.join(profile, 'vault', 'keepsake.db')
  const vault = createVault<{ database: Database; generation: number } & AsyncDisposable>({
    host,
    openSession: async (dataKey) => {
      createStore(path.dirname(file), dataKey)
      const database = openDatabase({ file, key: dataKey, mode: 'write' })
      return { database, generation: beginGeneration(database), [Symbol.asyncDispose]: async () => database.close() }
    },
  })
  const { groups, prove } = await vault.create({ passphrase: seededPassphrase, osKeychain: false })
  await vault.proveRecovery({ groups: prove.map((index) => ({ index, text: groups[index] ?? '' })) })
  const session = vault.session()
  if (session === null) throw new Error('the new vault is not open')
  const seeded = seedDatabase(session.database, options)
  await vault.dispose()
  await writeFile(path.join(profile, 'preferences.json'), JSON.stringify({ language: 'en', adultStatementAt: 1 }))
  return seeded
}

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { messages: { type: 'string', default: '100000' } },
  })
  const [profile] = positionals
  if (profile === undefined) throw new Error('name the folder to make')
  await seedVault(profile, { messages: Number(values.messages), conversations: 1, pace: 30 })
  console.log(`${profile} opens with the passphrase: ${seededPassphrase}`)
}
