import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import packageJson from '../../package.json' with { type: 'json' }
import { explain } from './explain.ts'
import { exportTo, type ExportOptions } from './export.ts'
import { defaultVaultFolder } from './host.ts'
import { importFiles } from './import.ts'
import { init } from './init.ts'
import { createOutput, type Output } from './output.ts'
import type { VaultOptions } from './open-vault.ts'
import { languages } from '#shared/languages.ts'
import { ExportFormat } from '#shared/model/export.ts'
import type { DayOrder } from '#shared/model/import-run.ts'
import { search, type SearchOptions } from './search.ts'
import { verify } from './verify.ts'

type CommonOptions = { vault: string; passphraseFile?: string; json: boolean }
type ImportOptions = CommonOptions & { companion?: string; you: string[]; notMe: boolean; dayOrder?: DayOrder }
/** A command answers whether all is well, which becomes the exit code. */
type Run = (options: VaultOptions, output: Output) => Promise<boolean | void>

/**
 * The command line. Exit code 0: all is well; 1: something is not, and standard error says what; 2: the command was not
 * understood.
 */
export async function run(argv: readonly string[], workerScript: URL): Promise<void> {
  const program = new Command('keepsake')
    .description('Your vault from a terminal: what you keep is never hostage to a window.')
    .version(packageJson.version)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

  const command = (words: string, description: string) =>
    program
      .command(words)
      .description(description)
      .option('--vault <folder>', 'the folder of the vault', defaultVaultFolder)
      .option(
        '--passphrase-file <file>',
        'a file that holds the passphrase; - for standard input; asked for if left out',
      )
      .option('--json', 'print the result as JSON', false)

  const perform = async ({ vault, passphraseFile, json }: CommonOptions, work: Run): Promise<void> => {
    const output = createOutput({ json })
    try {
      const well = await work({ vault: resolve(vault), passphraseFile: passphraseFile ?? null, workerScript }, output)
      process.exitCode = well === false ? 1 : 0
    } catch (error) {
      output.endProgress()
      process.stderr.write(`${explain(error)}\n`)
      process.exitCode = 1
    }
  }

  command('init', 'make a vault and show its recovery key once').action((options: CommonOptions) =>
    perform(options, init),
  )
  command('import', 'bring conversations home from an export, as it came')
    .argument('<path...>', 'files or folders')
    .option('--companion <name>', 'the companion they belong to; made if there is none of that name')
    .option(
      '--you <name>',
      'a name in it that is you; give it once for each',
      (name, names: string[]) => [...names, name],
      [],
    )
    .option('--not-me', 'none of the names in it is you', false)
    .addOption(
      new Option('--day-order <order>', 'how dates such as 5/6/2023 are meant').choices(['day-first', 'month-first']),
    )
    .action((paths: string[], options: ImportOptions) => {
      const { companion = null, you, notMe, dayOrder = null } = options
      return perform(options, (vault, output) => importFiles(paths, { companion, you, notMe, dayOrder }, vault, output))
    })
  command('search', 'find messages')
    .argument('<text>', 'words, or "a phrase"')
    .option('--limit <number>', 'at most this many, newest first', wholeNumber, 50)
    .option('--companion <name>', 'only in conversations with this companion')
    .option('--source <source>', 'only from this app, as `chatgpt`')
    .option('--model <name>', 'only what a model of this name said')
    .addOption(new Option('--role <role>', 'only what one of them said').choices(['user', 'assistant']))
    .option('--since <date>', 'from this day on, as 2025-03-01')
    .option('--before <date>', 'before this day')
    .addOption(new Option('--has <kind>', 'only with one of these').choices(['image', 'audio', 'file']))
    .option('--favourites', 'only favourites', false)
    .option('--pinyin', 'letters also as the sound of Chinese words', false)
    .action((query: string, options: CommonOptions & SearchOptions) =>
      perform(options, (vault, output) => search(query, options, vault, output)),
    )
  command('export', 'write everything out in plain text')
    .addOption(new Option('--format <format>').choices(ExportFormat.options).makeOptionMandatory())
    .requiredOption('--out <path>', 'a folder, or a file whose name ends in .zip, .json, .csv, .html or .pdf')
    .option('--companion <name>', 'only what belongs to this companion')
    .option('--conversation <number>', 'only this one, by the number that search shows', idNumber)
    .option(
      '--message <number>',
      'only this message of the conversation; give it once for each',
      (text, ids: number[]) => [...ids, idNumber(text)],
      [],
    )
    .option('--from <date>', 'from this day on, as 2025-03-01')
    .option('--to <date>', 'up to this day')
    .option('--favourites', 'only favourites', false)
    .option('--hidden', 'hidden conversations, messages and parts too; JSON has them by itself', false)
    .option('--thoughts', 'what models thought too', false)
    .option('--tools', 'what tools were asked and answered too', false)
    .option('--no-files', 'no pictures, sounds and other files')
    .option('--with-names', 'fine-tuning: keep the names of the two', false)
    .option('--system <text>', 'fine-tuning: what every example begins with; the profile if left out')
    .addOption(new Option('--language <language>', 'of the words around').choices(languages).default('en'))
    .action((options: CommonOptions & ExportOptions) =>
      perform(options, (vault, output) => exportTo(options, vault, output)),
    )
  command('verify', 'read everything and check that it is whole').action((options: CommonOptions) =>
    perform(options, verify),
  )

  await program.parseAsync([...argv])
}

function idNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('A number that search shows.')
  return number
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 200) throw new InvalidArgumentError('A number from 1 to 200.')
  return number
}
