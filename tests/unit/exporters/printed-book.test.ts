import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { planVolumes } from '#core/exporters/book-volumes.ts'
import { createStamps } from '#core/exporters/stamps.ts'
import { writeExport } from '#core/exporters/write-export.ts'
import { readStory } from '#core/exporters/read-story.ts'
import { findPrinter } from '#core/printing/find-browser.ts'
import { installedPrinter } from '#core/printing/print-with-browser.ts'
import { languages } from '#shared/languages.ts'
import type { MessageId } from '#shared/model/ids.ts'
import { ExportRequest, type ExportProgress } from '#shared/model/export.ts'
import { createKeptVault } from '#tests/helpers/kept-vault.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { createTestApp } from '#tests/helpers/test-app.ts'
import type { TestHostOptions } from '#tests/helpers/memory-host.ts'
import { writeStory } from '#tests/helpers/written-story.ts'

const never = new AbortController().signal

/** A process id that nobody has any more. */
const goneProcess = () => spawnSync(process.execPath, ['-e', '']).pid

async function* inPieces(...pieces: readonly (string | Uint8Array)[]) {
  for (const piece of pieces) yield Buffer.from(piece)
}

/** The processes that draw pages for the browser whose folder lies here. */
function pagesOf(folder: string): number[] {
  const processes = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]
      return [{ id: Number(name), parent: Number(parent), command }]
    } catch {
      return []
    }
  })
  const ours = new Set(processes.filter(({ command }) => command.includes(folder)).map(({ id }) => id))
  for (let before = -1; before !== ours.size;) {
    before = ours.size
    for (const { id, parent } of processes) if (ours.has(parent)) ours.add(id)
  }
  return processes.filter(({ id, command }) => ours.has(id) && command.includes('--type=renderer')).map(({ id }) => id)
}

describe('a book in volumes', () => {
  it('leads to its chapters though a volume begins with words of no known time', async () => {
    using vault = createKeptVault()
    const profile = { name: 'Ember', description: '', greeting: '' }
    const companion = vault.rooms.companions.create({ profile, binding: null, createdAt: 1 })
    const january = Date.UTC(2025, 0, 5)
    const say = (text: string, parentId: MessageId | null): MessageId => {
      const said = { conversationId: companion.lifelongId, parentId, role: 'user', state: 'complete' } as const
      return vault.rooms.messages.append({ ...said, createdAt: january, parts: [{ kind: 'text', text }] }).id
    }
    const undated = say('plum', say('plum plum', null))
    say('rain', undated)
    vault.database.run('UPDATE message SET created_at = NULL WHERE id = ?', undated)
    const story = readStory(vault.rooms)
    const volumes = planVolumes(story, [...story.conversations()], {
      stamps: createStamps('en', 'UTC'),
      bounds: { messages: 100, bytes: 10 },
    })
    expect(volumes.map(([passage]) => [passage?.count, passage?.months])).toEqual([
      [1, [january]],
      [2, [january]],
    ])
  })

  it('holds each message in exactly one of them, ends with a month where it can, and none is over its bounds', async () => {
    using vault = createKeptVault()
    await writeStory(vault, 'zh-Hans')
    const story = readStory(vault.rooms)
    const stamps = createStamps('zh-Hans', 'Asia/Shanghai')
    const conversations = [...story.conversations()]
    const volumes = planVolumes(story, conversations, { stamps, bounds: { messages: 20, bytes: 1 << 20 } })
    const counts = volumes.map((volume) => volume.reduce((sum, { count }) => sum + count, 0))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
      conversations.reduce((sum, { messageCount }) => sum + messageCount, 0),
    )
    expect(Math.max(...counts)).toBeLessThanOrEqual(20)
    // Twice fifteen or twenty messages a month, and a new conversation: nothing is cut within one.
    for (const volume of volumes.slice(1)) {
      const [first] = volume
      expect(first?.begins === true || first?.months[0] === first?.from).toBe(true)
    }
    const narrow = planVolumes(story, conversations, { stamps, bounds: { messages: 1_000, bytes: 200 } })
    expect(narrow.length).toBeGreaterThan(volumes.length)
    expect(narrow.every((volume) => volume.length > 0)).toBe(true)
  })

  it('names only the chapters of its own in its outline, whatever the two wrote with a # before it', async () => {
    using vault = createKeptVault()
    const { id } = await writeStory(vault, 'en')
    const [lifelong] = [...vault.rooms.conversations.list({ archived: false, everything: true, limit: 9 })]
    if (!lifelong) throw new Error('no conversation')
    vault.rooms.messages.append({
      conversationId: lifelong.id,
      parentId: vault.rooms.messages.leafId(lifelong.id),
      role: 'user',
      createdAt: Date.UTC(2025, 1, 1),
      parts: [{ kind: 'text', text: '# Not a chapter\n\n<h2>nor this</h2>' }],
      state: 'complete',
    })
    const [page] = [...vault.take({ format: 'pdf', scope: { kind: 'companion', companionId: id } }).values()]
    const text = page?.toString() ?? ''
    const main = text.slice(text.indexOf('id="part1"'))
    expect([...main.matchAll(/<h[2-6][^>]*>([^<]+)</g)].map(([, heading]) => heading)).not.toContain('Not a chapter')
    expect(main).toContain('<p class="heading">Not a chapter</p>')
    expect(main).toContain('<h3 class="chapter" id="part1-1">')
  })
})

const whyNot = findPrinter(process.platform, process.env) === null ? ' (skipped: no Chromium on the path)' : ''

describe.skipIf(whyNot !== '')(`a browser that prints${whyNot}`, () => {
  it.each(languages)(
    'makes a PDF with pages, an outline and its own fonts, and leaves nothing behind (%s)',
    async (language) => {
      await using folder = await tempFolder()
      await mkdir(folder.path, { recursive: true })
      using vault = createKeptVault()
      await writeStory(vault, language)
      const [page] = [...vault.take({ format: 'pdf', language }).values()]
      const left = await mkdtemp(join(folder.path, `keepsake-print-${goneProcess()}-`))
      await writeFile(join(left, 'Cookies'), '')
      const print = installedPrinter(process, folder.path)
      const pdf = Buffer.from((await print?.(inPieces(page ?? ''), never)) ?? '').toString('latin1')
      expect(pdf.startsWith('%PDF-')).toBe(true)
      expect(pdf.match(/\/Type ?\/Page\b/g)?.length).toBeGreaterThan(10)
      expect(pdf).toContain('/Outlines')
      expect(pdf).toMatch(/\/FontFile[23]|\/Type3/)
      expect(await readdir(folder.path)).toEqual([])
    },
  )

  it('fetches nothing, whatever the page asks for', async () => {
    await using folder = await tempFolder()
    await mkdir(folder.path, { recursive: true })
    const asked: (string | undefined)[] = []
    const server = createServer(({ url }, response) => {
      asked.push(url)
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const page = `<img src="http://127.0.0.1:${port}/x.png"><iframe src="http://localhost:${port}/y"></iframe><h1>plum</h1>`
    const print = installedPrinter(process, folder.path)
    const pdf = await print?.(inPieces(page), never)
    server.close()
    expect(asked).toEqual([])
    expect(
      Buffer.from(pdf ?? '')
        .toString('latin1')
        .match(/\/Type ?\/Page\b/g),
    ).toHaveLength(1)
  })

  it('stops at once when it is told to, and takes its folder along', async () => {
    await using folder = await tempFolder()
    await mkdir(folder.path, { recursive: true })
    const stop = new AbortController()
    async function* endless() {
      stop.abort(new Error('enough'))
      yield Buffer.from('<p>')
      await Promise.withResolvers<never>().promise
    }
    await expect(installedPrinter(process, folder.path)?.(endless(), stop.signal)).rejects.toThrow('enough')
    expect(await readdir(folder.path)).toEqual([])
  })

  it('prints nothing when it is told to stop before the browser runs', async () => {
    await using folder = await tempFolder()
    await mkdir(folder.path, { recursive: true })
    const stop = new AbortController()
    const printing = installedPrinter(process, folder.path)?.(inPieces('<p>plum'), stop.signal)
    stop.abort(new Error('enough'))
    await expect(printing).rejects.toThrow('enough')
    expect(await readdir(folder.path)).toEqual([])
  })

  it.skipIf(process.platform !== 'linux')('says so when its page dies, and waits for nothing', async () => {
    await using folder = await tempFolder()
    await mkdir(folder.path, { recursive: true })
    async function* dying() {
      for (const page of pagesOf(folder.path)) process.kill(page, 'SIGKILL')
      yield Buffer.from('<p>plum')
      await Promise.withResolvers<never>().promise
    }
    const printing = installedPrinter(process, folder.path)?.(dying(), never)
    await expect(printing).rejects.toMatchObject({ code: 'PRINTING_FAILED' })
    expect(await readdir(folder.path)).toEqual([])
  })
})

describe('what is printed', () => {
  async function withStory(printPage?: TestHostOptions['printPage']) {
    const test = await createTestApp(printPage ? { printPage } : {})
    await test.createVault()
    const session = test.app.vault.session()
    if (!session) throw new Error('the vault is not open')
    const { lifelongId } = session.companions.create({
      profile: { name: 'Ember', description: '', greeting: '' },
      binding: null,
    })
    session.messages.append({
      conversationId: lifelongId,
      parentId: null,
      role: 'user',
      createdAt: 1,
      parts: [{ kind: 'text', text: 'plum' }],
      state: 'complete',
    })
    const spooled = () => readdir(join(test.host.vaultFolder, 'spool')).catch(() => [])
    const request = { format: 'pdf', scope: { kind: 'everything' }, language: 'en' } as const
    const write = () => session.exports.write(ExportRequest.parse(request))
    return { test, session, spooled, write, [Symbol.asyncDispose]: () => test[Symbol.asyncDispose]() }
  }

  it('is one file named for what it is, and the pages it was printed from are gone', async () => {
    const pages: string[] = []
    await using story = await withStory(async (page) => {
      for await (const piece of page) pages.push(Buffer.from(piece).toString())
      return Buffer.from('%PDF-printed')
    })
    const told: ExportProgress[] = []
    for await (const progress of story.write()) told.push(progress)
    const done = told.at(-1)?.done
    expect(done).toMatchObject({ name: expect.stringMatching(/\.pdf$/), size: 12 })
    expect(told.at(-1)?.volumes).toEqual({ printed: 1, of: 1 })
    expect(pages.join('')).toContain('plum')
    expect(await story.spooled()).toHaveLength(1)
    const fetched = await story.test.app.assets.request(`/uploads/${done?.uploadId}`)
    expect(await fetched.text()).toBe('%PDF-printed')
  })

  it('stops with a lock in the middle of printing, and nothing of it stays', async () => {
    const started = Promise.withResolvers<void>()
    await using story = await withStory((_page, signal) => {
      started.resolve()
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))
    })
    const writing = (async () => {
      for await (const _progress of story.write());
    })()
    await started.promise
    await Promise.all([story.test.app.vault.lock(), expect(writing).rejects.toThrow(/lock|abort/i)])
    expect(await story.spooled()).toEqual([])
  })

  it('says so where nothing here prints, before any page is written', async () => {
    await using story = await withStory()
    await expect(story.write().next()).rejects.toMatchObject({ code: 'PRINTER_MISSING' })
    expect(await story.spooled()).toEqual([])
  })
})

describe('an export to this machine', () => {
  it('takes away what one that was killed has left of itself, and only that', async () => {
    await using folder = await tempFolder()
    await mkdir(folder.path, { recursive: true })
    const mine = [
      `.out.csv.${process.pid}-${randomUUID()}.part`,
      `.other.csv.${goneProcess()}-${randomUUID()}.part`,
      '.out.csv.part',
    ]
    for (const name of [...mine, `.out.csv.${goneProcess()}-${randomUUID()}.part`])
      await writeFile(folder.file(name), 'canary')
    await writeExport([{ path: 'out.csv', pieces: ['plum'] }], {
      out: folder.file('out.csv'),
      isOneFile: true,
      now: 0,
      onBytes: () => undefined,
      onFile: () => undefined,
    })
    expect((await readdir(folder.path)).toSorted()).toEqual([...mine, 'out.csv'].toSorted())
    expect(await readFile(folder.file('out.csv'), 'utf8')).toBe('plum')
  })
})
