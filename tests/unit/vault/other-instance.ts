import { createInterface } from 'node:readline'
import { createTestHost } from '#tests/helpers/memory-host.ts'
import { createTrialVault } from './trial-vault.ts'

const host = await createTestHost({ folder: process.argv[2] ?? '' })
const vault = createTrialVault(host)
const say = async () => process.stdout.write(`${(await vault.status()).state}\n`)

await say()
createInterface({ input: process.stdin }).on('line', () => void say())
