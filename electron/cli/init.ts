import { createInterface } from 'node:readline/promises'
import type { RecoveryKey } from '#shared/model/vault.ts'
import { withApp, type VaultOptions } from './open-vault.ts'
import type { Output } from './output.ts'
import { readPassphrase } from './passphrase.ts'

/**
 * `keepsake init`: makes a vault with a passphrase and shows its recovery key, this once. At a terminal the key is
 * proven right away; otherwise the window asks for a proof later.
 */
export async function init(options: VaultOptions, output: Output): Promise<void> {
  await withApp(options, async ({ vault }) => {
    const passphrase = await readPassphrase(options.passphraseFile, true)
    const key = await vault.create({ passphrase, osKeychain: false })
    output.result({ recoveryKey: key.groups.join('-') }, () => [
      'The vault is made. This is its recovery key; it is shown only now:',
      '',
      `    ${key.groups.join('-')}`,
      '',
      'Write it down and keep it where you keep what must not be lost. If the passphrase is forgotten,',
      'this key is the only way in; nobody can make another.',
    ])
    if (!process.stdin.isTTY || !process.stderr.isTTY) return
    await vault.proveRecovery({ groups: await askForGroups(key) })
    process.stderr.write('Proven: the recovery key was kept.\n')
  })
}

async function askForGroups(key: RecoveryKey): Promise<{ index: number; text: string }[]> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const groups: { index: number; text: string }[] = []
    for (const index of key.prove) {
      groups.push({ index, text: await terminal.question(`Type group ${index + 1} of the recovery key: `) })
    }
    return groups
  } finally {
    terminal.close()
  }
}
