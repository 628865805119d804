import type { ExportFormat } from '#core/exporters/write-export.ts'
import { withVault, type VaultOptions } from './open-vault.ts'
import type { Output } from './output.ts'

/** `keepsake export`: everything in the vault, in plain text, where it was told to. */
export async function exportTo(
  format: ExportFormat,
  out: string,
  options: VaultOptions,
  output: Output,
): Promise<void> {
  const result = await withVault(options, (session) =>
    session.export({
      format,
      out,
      onProgress: ({ conversations }) => output.progress(`${conversations} conversations written`),
    }),
  )
  output.result({ ...result, out }, () => [
    `${result.conversations} conversations, ${result.messages} messages and ${result.files} files are in ${out}`,
    'They are plain text there: anyone who can read that place can read them.',
  ])
}
