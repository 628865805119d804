import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { writeChatgptZip, type ExportSummary } from '#tests/helpers/chatgpt-export.ts'
import { tempFolder, type TempFolder } from '#tests/helpers/temp-folder.ts'

const bin = join(import.meta.dirname, '../../../electron/cli/bin.ts')
const passphrase = 'canary-passphrase 雨天一起走回家'

type Result = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the command line as a terminal does; `input` is its standard input. */
async function keepsake(args: readonly string[], input = ''): Promise<Result> {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const code = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}

/** The JSON that a command answered; fails with what it said when it did not end well. */
async function answer<Answer>(args: readonly string[], input?: string): Promise<Answer> {
  const { code, stdout, stderr } = await keepsake(args, input)
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
  return JSON.parse(stdout) as Answer
}

type Tallies = Readonly<Record<'files' | 'conversations' | 'messages', Readonly<Record<string, number>>>>

let folder: TempFolder
let summary: ExportSummary
let made: { readonly recoveryKey: string }
let imported: Tallies
const at = (name: string): string => folder.file(name)
const inVault = (...args: string[]): string[] => [
  ...args,
  '--vault',
  at('vault'),
  '--passphrase-file',
  at('passphrase'),
  '--json',
]

beforeAll(async () => {
  folder = await tempFolder()
  await writeFile(at('passphrase'), `${passphrase}\n`)
  await writeFile(at('wrong'), 'something else')
  await writeFile(at('empty.json'), '')
  summary = await writeChatgptZip(at('export.zip'), { conversations: 5, turns: 8 })
  made = await answer(inVault('init'))
  imported = await answer(inVault('import', at('export.zip'), '--companion', '阿念'))
}, 60_000)
afterAll(() => folder[Symbol.asyncDispose]())

describe('the command line', () => {
  it('shows the recovery key once and imports every node', () => {
    expect(made.recoveryKey).toMatch(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)
    expect(imported).toMatchObject({
      conversations: { found: 5, imported: 5, failed: 0 },
      messages: { found: summary.messages },
    })
  })

  it('imports the same export again without a second copy, and keeps the companion of that name', async () => {
    const again = await answer<Tallies>(inVault('import', at('export.zip'), '--companion', '阿念'))
    expect(again).toMatchObject({
      conversations: { found: 5, imported: 0, alreadyHere: 5 },
      messages: { found: summary.messages, imported: 0, alreadyHere: summary.messages },
    })
    await keepsake(inVault('export', '--format', 'json', '--out', at('once.json')))
    const { companions } = JSON.parse(await readFile(at('once.json'), 'utf8')) as { companions: unknown[] }
    expect(companions).toHaveLength(1)
  })

  it('exports every message as JSON and the visible threads as Markdown, and replaces nothing', async () => {
    await answer(inVault('export', '--format', 'json', '--out', at('all')))
    const document = JSON.parse(await readFile(join(at('all'), 'keepsake.json'), 'utf8')) as {
      format: string
      conversations: { messages: { parts?: { file?: string }[] }[] }[]
    }
    expect(document.format).toBe('keepsake')
    const messages = document.conversations.flatMap((conversation) => conversation.messages)
    expect(messages).toHaveLength(summary.messages)
    const files = new Set(messages.flatMap(({ parts = [] }) => parts.flatMap(({ file }) => file ?? [])))
    expect(files.size).toBe(summary.pictures)
    for (const file of files) expect((await readFile(join(at('all'), file))).subarray(1, 4).toString()).toBe('PNG')

    await answer(inVault('export', '--format', 'markdown', '--out', at('markdown')))
    expect((await readdir(join(at('markdown'), '阿念'))).filter((name) => name.endsWith('.md'))).toHaveLength(6)

    const before = await readFile(join(at('all'), 'keepsake.json'))
    expect(await keepsake(inVault('export', '--format', 'json', '--out', at('all')))).toMatchObject({ code: 1 })
    expect(await readFile(join(at('all'), 'keepsake.json'))).toEqual(before)
  })

  it('finds one Chinese character, and answers text, conversation, time and role', async () => {
    await answer(inVault('export', '--format', 'json', '--out', at('words.json')))
    const character = /[\u4e00-\u9fff]/.exec((await readFile(at('words.json'), 'utf8')).slice(2_000))?.[0] ?? ''
    const { hits } = await answer<{ hits: Readonly<Record<string, unknown>>[] }>(inVault('search', character))
    expect(hits.length).toBeGreaterThan(0)
    const since = await answer<{ hits: unknown[] }>(inVault('search', character, '--before', '2000-01-01'))
    expect(since.hits).toEqual([])
    for (const hit of hits)
      expect(hit).toEqual({
        text: expect.stringContaining(character),
        conversation: expect.anything(),
        conversationId: expect.any(Number),
        messageId: expect.any(Number),
        time: expect.any(String),
        role: expect.any(String),
        author: null,
      })

    // And by the numbers it answers, what was found can be taken away by itself.
    const [hit] = hits
    const one = inVault('export', '--format', 'json', '--conversation', String(hit?.['conversationId']))
    expect(await answer([...one, '--out', at('one')])).toMatchObject({ conversations: 1 })
    const message = ['--message', String(hit?.['messageId'])]
    expect(await answer([...one, ...message, '--out', at('alone')])).toMatchObject({ conversations: 1, messages: 1 })
    expect(await readFile(join(at('alone'), 'keepsake.json'), 'utf8')).toContain(character)
  })

  it('verifies, and takes the passphrase from standard input', async () => {
    const args = ['verify', '--vault', at('vault'), '--passphrase-file', '-', '--json']
    expect(await answer(args, passphrase)).toMatchObject({ ok: true, counts: { messages: summary.messages } })
  })

  it('imports a chat of people once it is told who is who and how its dates are meant', async () => {
    const lines = ['Ada: Are you awake?', '念: 醒着。', 'Ada: Good.'].map(
      (said, index) => `05/06/2023, 22:1${index} - ${said}`,
    )
    await writeFile(at('chat.txt'), lines.join('\n'))
    const command = inVault('import', at('chat.txt'), '--companion', '念')
    expect(await keepsake(command)).toMatchObject({ code: 1, stderr: expect.stringContaining('Ada (2 messages)') })
    const told = await answer<Tallies & { from: number }>([...command, '--you', 'Ada', '--day-order', 'month-first'])
    expect(told).toMatchObject({ messages: { found: 3, imported: 3 }, reasons: [] })
    expect(new Date(told.from).getMonth()).toBe(4)
  })

  it('prints the receipt with what each reason means', async () => {
    await mkdir(at('two'))
    await writeFile(at('two/a.json'), JSON.stringify({ spec: 'chara_card_v2', data: { name: 'Mia' } }))
    const { stdout, stderr } = await keepsake(inVault('import', at('two')).filter((word) => word !== '--json'))
    expect(stdout).toMatch(/1 × A character card: .+ \(a\.json\)/)
    expect(stderr).toContain('the receipt says why')
  })

  it.each([
    ['a wrong passphrase', () => ['verify', '--vault', at('vault'), '--passphrase-file', at('wrong')], 1],
    ['a folder without a vault', () => ['verify', '--vault', at('nowhere'), '--passphrase-file', at('passphrase')], 1],
    ['a second vault in the same folder', () => inVault('init'), 1],
    ['an empty file', () => inVault('import', at('empty.json')), 1],
    ['a file that is not there', () => inVault('import', at('missing.zip')), 1],
    ['an unknown format', () => inVault('export', '--format', 'papyrus', '--out', at('x')), 2],
    [
      'a conversation that is not there',
      () => inVault('export', '--format', 'text', '--conversation', '999999', '--out', at('x')),
      1,
    ],
    [
      'a message of no conversation',
      () => inVault('export', '--format', 'text', '--message', '1', '--out', at('x')),
      1,
    ],
    ['nobody to ask for the passphrase', () => ['verify', '--vault', at('vault')], 1],
    ['no command', () => [], 2],
  ])('%s ends with its own exit code and a sentence, and changes nothing', async (_, args, code) => {
    const before = await readdir(folder.path)
    const result = await keepsake(args())
    expect(result).toMatchObject({ code, stderr: expect.stringMatching(/\S/) })
    expect(result.stderr + result.stdout).not.toMatch(/canary|\bat .*\.ts:\d/)
    expect(await readdir(folder.path)).toEqual(before)
  })
})
