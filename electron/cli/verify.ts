import { withVault, type VaultOptions } from './open-vault.ts'
import type { Output } from './output.ts'

/** `keepsake verify`: reads the whole vault and answers whether it is sound. */
export async function verify(options: VaultOptions, output: Output): Promise<boolean> {
  const { problems, ...counts } = await withVault(options, async (session) => session.verify())
  const ok = problems.length === 0
  output.result({ ok, problems, counts }, () => [
    ok ? 'The vault is whole.' : 'The vault has damage:',
    ...problems,
    ...Object.entries(counts).map(([what, count]) => `${count} ${what}`),
    ...(ok ? [] : ['Change nothing in its folder; copy it as it is before you do anything else.']),
  ])
  return ok
}
