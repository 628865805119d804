import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { PrintPage } from '../host.ts'
import { sweepLeftovers } from '../leftovers.ts'
import { createDevtoolsPipe, type DevtoolsPipe } from './devtools-pipe.ts'
import { findPrinter, quietArguments } from './find-browser.ts'

/** What is to be known of the process that prints. */
export type Machine = Pick<NodeJS.Process, 'platform' | 'env' | 'pid' | 'getuid'>

const address = 'https://book.invalid/'
/** The first that sets page numbers in the margin. */
const oldestVersion = 131
const folderName = /^keepsake-print-(\d+)-/

const Anything = z.unknown()
const Version = z.object({ product: z.string() })
const Context = z.object({ browserContextId: z.string() })
const Target = z.object({ targetId: z.string() })
const Attached = z.object({ sessionId: z.string() })
const Printed = z.object({ data: z.string() })
const Paused = z.object({ requestId: z.string(), request: z.object({ url: z.string() }) })

/** The printer that this machine has by its browser; null without one. `folder` is for what is temporary. */
export function installedPrinter(machine: Machine, folder: string): PrintPage | null {
  const program = findPrinter(machine.platform, machine.env)
  return program === null ? null : createBrowserPrinter(program, machine, folder)
}

/**
 * Prints with an installed browser that shows nothing. The page goes in and the PDF comes out through pipes, in a context
 * that is kept in memory, and every other address is refused: of the words nothing touches the disk or a network.
 */
function createBrowserPrinter(program: string, machine: Machine, folder: string): PrintPage {
  const isRoot = machine.getuid?.() === 0

  return async (page, signal) => {
    await sweepLeftovers(folder, (name) => folderName.exec(name)?.[1])
    const profile = await mkdtemp(join(folder, `keepsake-print-${machine.pid}-`)).catch(() => {
      throw new AppError('PRINTING_FAILED')
    })
    const child = spawn(
      program,
      [
        '--headless',
        '--remote-debugging-pipe',
        '--disable-gpu',
        '--disable-breakpad',
        '--disable-crash-reporter',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        ...quietArguments({ profile, isRoot }),
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    )
    const gone = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    })
    const [to, from] = [child.stdio[3] as Writable, child.stdio[4] as Readable]
    /** Without its pipes it ends by itself, even where a script started it that alone can be killed. */
    const stop = () => {
      to.destroy()
      from.destroy()
      child.kill('SIGKILL')
    }
    signal.addEventListener('abort', stop, { once: true })
    try {
      // It may have been called off while the folder was made, which nobody heard.
      signal.throwIfAborted()
      return await printed({ to, from }, page)
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof AppError ? error : new AppError('PRINTING_FAILED')
    } finally {
      signal.removeEventListener('abort', stop)
      stop()
      await gone
      // Its helpers may still be writing for a moment.
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }).catch(() => undefined)
    }
  }
}

async function printed(
  streams: Parameters<typeof createDevtoolsPipe>[0],
  page: AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  const loaded = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<never>()
  let session = ''
  let isServed = false
  const pipe: DevtoolsPipe = createDevtoolsPipe(streams, {
    onEvent(method, params) {
      // The empty page before it is loaded as well.
      if (method === 'Page.loadEventFired' && isServed) loaded.resolve()
      if (method === 'Inspector.targetCrashed') failed.reject(new AppError('PRINTING_FAILED'))
      if (method === 'Fetch.requestPaused') answer(Paused.parse(params)).catch(failed.reject)
    },
    onGone: () => failed.reject(new AppError('PRINTING_FAILED')),
  })

  async function answer({ requestId, request }: z.infer<typeof Paused>): Promise<void> {
    if (request.url !== address) {
      await pipe.ask('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, Anything, session)
      return
    }
    const pieces: Uint8Array[] = []
    for await (const piece of page) pieces.push(piece)
    const body = Buffer.concat(pieces).toString('base64')
    isServed = true
    const responseHeaders = [{ name: 'content-type', value: 'text/html; charset=utf-8' }]
    await pipe.ask('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body }, Anything, session)
  }

  async function print(): Promise<Uint8Array> {
    const { product } = await pipe.ask('Browser.getVersion', {}, Version)
    if (Number(/\/(\d+)/.exec(product)?.[1] ?? 0) < oldestVersion) throw new AppError('PRINTER_MISSING')
    const { browserContextId } = await pipe.ask('Target.createBrowserContext', {}, Context)
    const { targetId } = await pipe.ask('Target.createTarget', { url: 'about:blank', browserContextId }, Target)
    session = (await pipe.ask('Target.attachToTarget', { targetId, flatten: true }, Attached)).sessionId
    await pipe.ask('Page.enable', {}, Anything, session)
    await pipe.ask('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, Anything, session)
    await Promise.all([loaded.promise, pipe.ask('Page.navigate', { url: address }, Anything, session)])
    const options = {
      preferCSSPageSize: true,
      printBackground: true,
      displayHeaderFooter: false,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    }
    const { data } = await pipe.ask('Page.printToPDF', options, Printed, session)
    return Buffer.from(data, 'base64')
  }

  return Promise.race([print(), failed.promise])
}
