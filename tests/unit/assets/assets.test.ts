import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createAssets, type AssetsSession } from '#core/assets.ts'
import { secureHeaders } from '#core/http/secure-headers.ts'
import { createSpool, type Spool } from '#core/importers/files/spool.ts'
import { createLog } from '#core/log.ts'
import { createAssetRepository, type AssetRepository } from '#core/store/asset-repository.ts'
import { openDatabase } from '#core/store/database.ts'
import { createPicture } from '#tests/helpers/picture.ts'

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(600_000)])
const origin = 'http://127.0.0.1:1'

async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'keepsake-assets-'))
  const rendererFolder = join(folder, 'renderer')
  await mkdir(join(rendererFolder, 'assets'), { recursive: true })
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>page')
  await writeFile(join(rendererFolder, 'assets/index-1.js'), 'code')
  await writeFile(join(folder, 'secret.txt'), 'secret')

  const database = openDatabase({ file: join(folder, 'keepsake.db'), key: randomBytes(32), mode: 'create' })
  const repository = createAssetRepository(database)
  const spool = await createSpool({ folder: join(folder, 'spool'), random: (bytes) => randomBytes(bytes) })
  const logs: string[] = []
  let session: AssetsSession | null = { spool, assets: repository }
  const app = createAssets({
    rendererFolder,
    session: () => session,
    log: createLog({ logTo: { write: (line) => logs.push(line) }, now: () => 0 }),
  })
  onTestFinished(async () => {
    await spool[Symbol.asyncDispose]()
    database.close()
    await rm(folder, { recursive: true })
  })
  return { app, repository, spool, folder, logs, setSession: (next: AssetsSession | null) => (session = next) }
}

let app: Awaited<ReturnType<typeof setUp>>['app']
let repository: AssetRepository
let spool: Spool
let logs: string[]
let folder: string
let setSession: (next: AssetsSession | null) => void
beforeEach(async () => {
  ;({ app, repository, spool, logs, folder, setSession } = await setUp())
})

const put = (mime: string, bytes: Uint8Array) =>
  repository.put({ mime, width: null, height: null, importRunId: null }, bytes)
const ask = (path: string, init?: RequestInit) => Promise.resolve(app.fetch(new Request(`${origin}${path}`, init)))
const bodyOf = (response: Response) => response.arrayBuffer().then((buffer) => Buffer.from(buffer))

function expectSecure(response: Response): void {
  for (const [name, value] of Object.entries(secureHeaders())) expect(response.headers.get(name)).toBe(value)
}

describe('the interface', () => {
  it('serves the page and its files, locked or not', async () => {
    setSession(null)
    const page = await ask('/')
    expect(await page.text()).toBe('<!doctype html>page')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await (await ask('/assets/index-1.js')).text()).toBe('code')
    expectSecure(page)
  })

  it.each([
    '/index.html',
    '/assets',
    '/assets/',
    '/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/settings',
  ])('has nothing at %s', async (path) => {
    const response = await ask(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
    expectSecure(response)
  })

  it('works on the desktop address too', async () => {
    const response = await app.fetch(new Request('app://main/assets/index-1.js'))
    expect(await response.text()).toBe('code')
    expect((await app.fetch(new Request('app://main/../secret.txt'))).status).toBe(404)
  })
})

describe('stored pictures', () => {
  it('come back whole, across the pieces they are stored in', async () => {
    const response = await ask(`/assets/${await put('image/png', png)}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-length')).toBe(String(png.length))
    expect((await bodyOf(response)).equals(png)).toBe(true)
    expectSecure(response)
  })

  it('come by range', async () => {
    const path = `/assets/${await put('video/mp4', png)}`
    const part = await ask(path, { headers: { range: 'bytes=262140-262150' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 262140-262150/${png.length}`)
    expect((await bodyOf(part)).equals(png.subarray(262_140, 262_151))).toBe(true)
    const beyond = await ask(path, { headers: { range: `bytes=${png.length}-` } })
    expect(beyond.status).toBe(416)
    expect(beyond.headers.get('content-range')).toBe(`bytes */${png.length}`)
  })

  it.each([
    'text/html',
    'image/svg+xml',
    'application/pdf',
    'text/javascript',
    'application/xhtml+xml',
    'IMAGE/PNG; x',
  ])('never run or show as %s, which came from somebody else', async (mime) => {
    const response = await ask(`/assets/${await put(mime, Buffer.from('<script>1</script>'))}`)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toBe('attachment')
    expectSecure(response)
  })

  it('that are not there are 404 with a code, and odd ids are nothing at all', async () => {
    const missing = await ask('/assets/999')
    expect(missing.status).toBe(404)
    expect(await missing.json()).toEqual({ code: 'NOT_FOUND', data: { entity: 'asset' } })
    for (const id of ['0', '-1', '01', '1e3', '9'.repeat(30), '1%20', 'x']) {
      expect((await ask(`/assets/${id}`)).status).toBe(404)
    }
  })

  it('are taken in by what they are, with nothing of what the request claims', async () => {
    const response = await ask('/pictures', {
      method: 'PUT',
      body: new Uint8Array(createPicture(1)),
      headers: { 'content-type': 'text/html' },
    })
    const { assetId } = (await response.json()) as { assetId: number }
    expect((await ask(`/assets/${assetId}`)).headers.get('content-type')).toBe('image/png')
  })

  it.each([
    ['a page', Buffer.from('<!doctype html>')],
    ['nothing', Buffer.alloc(0)],
    ['a picture that breaks off', png],
    ['more than 10 MB', Buffer.concat([png, Buffer.alloc(10 * 1024 ** 2)])],
  ])('are refused when they are %s', async (_what, body) => {
    const response = await ask('/pictures', { method: 'PUT', body })
    expect(response.status).toBe(415)
    expect(await response.json()).toEqual({ code: 'UNSUPPORTED_PICTURE' })
  })

  it('stop being read as soon as they are too long, however long they would go on', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        sent++
        controller.enqueue(new Uint8Array(1024 ** 2))
      },
    })
    const response = await ask('/pictures', { method: 'PUT', body: endless, duplex: 'half' } as RequestInit)
    expect(response.status).toBe(415)
    expect(sent).toBeLessThan(20)
  })
})

describe('texts', () => {
  it('are kept as they are, and only as text', async () => {
    const response = await ask('/texts', { method: 'PUT', body: '念念 🫶🏽', headers: { 'content-type': 'text/html' } })
    const { assetId } = (await response.json()) as { assetId: number }
    const kept = await ask(`/assets/${assetId}`)
    expect(await kept.text()).toBe('念念 🫶🏽')
    expect(kept.headers.get('content-disposition')).toBe('attachment')
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a picture', createPicture(1)],
    ['half a character', Buffer.from('念').subarray(0, 2)],
    ['text with a NUL', Buffer.from('a\0b')],
    ['more than 1 MB', Buffer.alloc(1024 ** 2 + 1, 'a')],
  ])('are refused when they are %s', async (_what, body) => {
    expect((await ask('/texts', { method: 'PUT', body: new Uint8Array(body) })).status).toBe(400)
  })
})

describe('uploads', () => {
  it('go to the spool under their name, and no plain byte of them to the disk', async () => {
    const canary = Buffer.from('canary: 我想你了'.repeat(50_000))
    const response = await ask(`/uploads?name=${encodeURIComponent('导出/对话.json')}`, {
      method: 'POST',
      body: canary,
    })
    const { uploadId } = (await response.json()) as { uploadId: never }
    expect(spool.source(uploadId)).toMatchObject({ name: '导出/对话.json', size: canary.length })
    const [file = ''] = await readdir(join(folder, 'spool'))
    expect((await readFile(join(folder, 'spool', file))).includes('canary')).toBe(false)
  })

  it.each(['', '?name=', `?name=${'x'.repeat(1_001)}`, '?name=a%00b', '?name=a%0ab'])(
    'need a sane name: %j',
    async (query) => {
      const response = await ask(`/uploads${query}`, { method: 'POST', body: 'x' })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({ code: 'INVALID_INPUT', data: { fields: ['name'] } })
    },
  )

  it('that announce more than any disk should take are refused unread', async () => {
    const headers = { 'content-length': String(21 * 1024 ** 3) }
    const response = await ask('/uploads?name=a', { method: 'POST', body: 'x', headers })
    expect(response.status).toBe(400)
    expect(await readdir(join(folder, 'spool')).catch(() => [])).toEqual([])
  })

  it('have no effect by GET', async () => {
    expect((await ask('/uploads?name=a')).status).toBe(404)
    expect((await ask('/pictures')).status).toBe(404)
  })
})

describe('a locked vault', () => {
  it.each([
    ['GET', '/assets/1'],
    ['POST', '/uploads?name=a'],
    ['PUT', '/pictures'],
    ['PUT', '/texts'],
  ])('answers 423 to %s %s', async (method, path) => {
    setSession(null)
    const response = await ask(path, method === 'GET' ? { method } : { method, body: 'x' })
    expect(response.status).toBe(423)
    expect(await response.json()).toEqual({ code: 'VAULT_LOCKED' })
    expectSecure(response)
  })
})

it('tells a window only the id of an unexpected failure, and the log no text', async () => {
  const failing = () => {
    throw new Error('private words')
  }
  setSession({ spool, assets: { ...repository, info: failing } })
  const response = await ask('/assets/1')
  const body = await response.text()
  expect(response.status).toBe(500)
  expect(body).not.toContain('private')
  const { data } = JSON.parse(body) as { data: { logId: string } }
  expect(logs.join('')).toContain(data.logId)
  expect(logs.join('')).not.toContain('private')
})
