import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { CommandProblem } from './explain.ts'

/** Where the passphrase comes from: a file, `-` for standard input, or null to ask at the terminal. */
export type PassphraseSource = string | null

/**
 * The passphrase; one line break at the end of a file is not part of it. Never from an argument or the environment, which
 * other programs on the machine can read. At a terminal it is asked for without showing it, twice where `again`.
 */
export async function readPassphrase(source: PassphraseSource, again = false): Promise<string> {
  const passphrase = source === null ? await ask(again) : withoutLineBreak(await read(source))
  if (passphrase === '') throw new CommandProblem('The passphrase is empty. Nothing was done.')
  return passphrase
}

function read(source: string): Promise<string> {
  return source === '-' ? text(process.stdin) : readFile(source, 'utf8')
}

function withoutLineBreak(content: string): string {
  return content.replace(/\r?\n$/, '')
}

async function ask(again: boolean): Promise<string> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new CommandProblem('Name the passphrase file: --passphrase-file <file>, or - for standard input.')
  }
  const passphrase = await askHidden('Passphrase: ')
  if (again && (await askHidden('The same again: ')) !== passphrase) {
    throw new CommandProblem('The two are not the same. Nothing was done.')
  }
  return passphrase
}

async function askHidden(question: string): Promise<string> {
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nothing, terminal: true })
  process.stderr.write(question)
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
