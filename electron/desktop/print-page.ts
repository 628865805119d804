import { Readable } from 'node:stream'
import type { BrowserWindow, Session } from 'electron'
import { AppError } from '#core/errors.ts'
import type { PrintPage } from '#core/host.ts'
import { lockSession, webPreferences } from './lockdown.ts'
import { origin, scheme } from './origin.ts'

type PrinterParts = {
  readonly BrowserWindow: typeof BrowserWindow
  readonly session: { readonly fromPartition: (partition: string, options: { readonly cache: boolean }) => Session }
}

const address = `${origin}/book`

/** Prints in a window nobody sees: no script, no network, in a session of its own that holds the page in memory only. */
export function createPagePrinter({ BrowserWindow, session: sessions }: PrinterParts): PrintPage {
  let locked: Promise<Session> | null = null

  async function openSession(): Promise<Session> {
    const session = sessions.fromPartition('keepsake-book', { cache: false })
    await lockSession(session)
    return session
  }

  return async (page, signal) => {
    // The partition is one for as long as the app runs, and its locks add up.
    const session = await (locked ??= openSession())
    signal.throwIfAborted()
    session.protocol.handle(scheme, ({ url }) =>
      url === address
        ? new Response(Readable.toWeb(Readable.from(page)) as ReadableStream, {
            headers: { 'content-type': 'text/html; charset=utf-8' },
          })
        : new Response(null, { status: 404 }),
    )
    const ended = Promise.withResolvers<never>()
    const stop = (): void => ended.reject(new AppError('PRINTING_FAILED'))
    signal.addEventListener('abort', stop, { once: true })
    let window: BrowserWindow | null = null
    try {
      window = new BrowserWindow({
        show: false,
        webPreferences: { ...webPreferences, session, javascript: false, devTools: false },
      })
      const { webContents } = window
      webContents.once('render-process-gone', stop)
      await Promise.race([window.loadURL(address), ended.promise])
      return await Promise.race([
        webContents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
          displayHeaderFooter: false,
          generateTaggedPDF: true,
          generateDocumentOutline: true,
        }),
        ended.promise,
      ])
    } catch {
      signal.throwIfAborted()
      throw new AppError('PRINTING_FAILED')
    } finally {
      signal.removeEventListener('abort', stop)
      window?.destroy()
      session.protocol.unhandle(scheme)
    }
  }
}
