import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { CommandProblem } from './explain.ts'

/**
 * The passphrase from a file, or from standard input for `-`; one line break at its end is not part of it. Never from
 * an argument or the environment, which other programs on the machine can read.
 */
export async function readPassphrase(file: string): Promise<string> {
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  const passphrase = content.replace(/\r?\n$/, '')
  if (passphrase === '') throw new CommandProblem('The passphrase file is empty.')
  return passphrase
}
