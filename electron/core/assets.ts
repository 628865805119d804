import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Hono, type Context } from 'hono'
import { errorMap, type ErrorCode } from '#shared/contract/errors.ts'
import { AssetId, UploadId } from '#shared/model/ids.ts'
import { AppError } from './errors.ts'
import { parseByteRange } from './http/byte-range.ts'
import { pictureType } from './http/picture-type.ts'
import { isPlainPath } from './http/plain-path.ts'
import { readLimited } from './http/read-limited.ts'
import { listRendererFiles } from './http/renderer-files.ts'
import { secureHeaders } from './http/secure-headers.ts'
import { stripMetadata } from './http/strip-metadata.ts'
import { streamBytes } from './importers/files/byte-source.ts'
import { openSpooledBytes, type Spool } from './importers/files/spool.ts'
import type { Log } from './log.ts'
import type { AssetRepository } from './store/asset-repository.ts'
import { namingTrouble } from './vault/vault-trouble.ts'

/** The parts of an open vault that bytes go in and out of. */
export type AssetsSession = {
  readonly spool: Pick<Spool, 'receive' | 'source' | 'discard'>
  readonly assets: Pick<AssetRepository, 'put' | 'info' | 'read'>
}

export type AssetsParts = {
  /** The built interface; null for a host without a window. */
  readonly rendererFolder: string | null
  readonly session: () => AssetsSession | null
  readonly log: Log
}

/** Real exports reach a few gigabytes; this only keeps a runaway upload from filling the disk. */
const uploadLimit = 20 * 1024 ** 3
const pictureLimit = 10 * 1024 ** 2
/** As much as a prompt takes of one file. */
const textLimit = 1024 ** 2
const longestName = 1_000

/** What a page may show. Everything else leaves as an attachment of unknown type, so that no stored byte ever runs. */
const shownTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'audio/wav',
  'audio/webm',
  'video/mp4',
  'video/webm',
])

/**
 * Bytes in and out, as one HTTP app for both window hosts: the built interface, uploads, pictures. Answers 423 while
 * locked; errors are `{ code, data }` as in the contract. Who may ask is the host's business.
 */
export function createAssets({ rendererFolder, session, log }: AssetsParts): Hono {
  const files = rendererFolder === null ? null : listRendererFiles(rendererFolder)
  const app = new Hono()

  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(secureHeaders())) context.res.headers.set(name, value)
  })
  app.use(async (context, next) => (isPlainPath(new URL(context.req.url).pathname) ? await next() : notFound(context)))

  app.post('/uploads', async (context) => {
    const { spool } = opened(session)
    const name = context.req.query('name') ?? ''
    if (name.length === 0 || name.length > longestName || /\p{Cc}/u.test(name)) throw invalid('name')
    const { body } = context.req.raw
    if (!body || declaredLength(context) > uploadLimit) throw invalid('body')
    return context.json({ uploadId: await spool.receive(name, body, uploadLimit) })
  })

  app.get('/uploads/:id', async (context) => {
    const { spool } = opened(session)
    const id = UploadId.safeParse(context.req.param('id')).data
    if (id === undefined) return notFound(context)
    const source = await openSpooledBytes(spool.source(id))
    context.header('content-type', 'application/octet-stream')
    context.header('content-disposition', 'attachment')
    context.header('content-length', String(source.size))
    return context.body(
      ReadableStream.from(
        (async function* () {
          try {
            yield* streamBytes(source)
          } finally {
            await source.close()
            await spool.discard(id)
          }
        })(),
      ),
    )
  })

  app.put('/pictures', async (context) => {
    const { assets } = opened(session)
    const bytes = await readLimited(context.req.raw, pictureLimit)
    const type = bytes && pictureType(bytes)
    // A GIF is never sent on, so it may stay as it is and go on moving.
    const clean = type === 'image/gif' ? bytes : type && stripMetadata(bytes, type)
    if (!type || !clean) throw new AppError('UNSUPPORTED_PICTURE')
    const picture = { mime: type, width: null, height: null, importRunId: null }
    return context.json({ assetId: await assets.put(picture, clean) })
  })

  app.put('/texts', async (context) => {
    const { assets } = opened(session)
    const bytes = await readLimited(context.req.raw, textLimit)
    if (!bytes || bytes.length === 0 || !isPlainText(bytes)) throw invalid('body')
    const text = { mime: 'text/plain', width: null, height: null, importRunId: null }
    return context.json({ assetId: await assets.put(text, bytes) })
  })

  app.get('/assets/:id{[1-9][0-9]{0,14}}', (context) => {
    const { assets } = opened(session)
    const id = AssetId.parse(Number(context.req.param('id')))
    const { mime, size } = assets.info(id)
    const range = parseByteRange(context.req.header('range'), size)
    if (range === 'unsatisfiable') return context.body(null, 416, { 'content-range': `bytes */${size}` })
    const { start, end } = range ?? { start: 0, end: size }
    const isShown = shownTypes.has(mime)
    context.header('content-type', isShown ? mime : 'application/octet-stream')
    if (!isShown) context.header('content-disposition', 'attachment')
    context.header('accept-ranges', 'bytes')
    context.header('content-length', String(end - start))
    if (range) context.header('content-range', `bytes ${start}-${end - 1}/${size}`)
    return context.body(ReadableStream.from(assets.read(id, { start, end })), range ? 206 : 200)
  })

  app.get('*', async (context) => {
    const found = files?.get(context.req.path)
    if (!found) return notFound(context)
    return context.body(await readFile(found.file), 200, { 'content-type': found.type })
  })

  app.notFound(notFound)
  app.onError((thrown, context) => {
    const error = namingTrouble(thrown)
    if (error instanceof AppError) {
      const code: ErrorCode = error.code
      return context.json({ code, data: error.data }, errorMap[code].status)
    }
    const logId = randomUUID()
    log.error({ logId, path: 'assets', err: error }, 'unexpected error')
    return context.json({ code: 'INTERNAL', data: { logId } }, 500)
  })
  return app
}

function opened(session: AssetsParts['session']): AssetsSession {
  const open = session()
  if (!open) throw new AppError('VAULT_LOCKED')
  return open
}

function invalid(field: string): AppError {
  return new AppError('INVALID_INPUT', { fields: [field] })
}

/** UTF-8 in which nothing is a byte of something else. */
function isPlainText(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !bytes.includes(0)
}

function declaredLength(context: Context): number {
  return Number(context.req.header('content-length') ?? 0)
}

function notFound(context: Context): Response {
  return context.body(null, 404)
}
