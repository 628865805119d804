import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { strictDouble } from '#tests/helpers/strict-double.ts'
import { createPagePrinter } from '../../../electron/desktop/print-page.ts'

type Printer = Parameters<typeof createPagePrinter>[0]
type Answer = (request: { readonly url: string }) => Response

/** Electron as far as printing goes; `print` is what its window answers. */
function printer(print: (options: Electron.PrintToPDFOptions) => Promise<Buffer>) {
  const did: string[] = []
  const windows: Electron.BrowserWindowConstructorOptions[] = []
  const served: { text: string; elsewhere: number }[] = []
  const contents = Object.assign(new EventEmitter(), { printToPDF: print })
  let answer: Answer | null = null
  const session = strictDouble('session', {
    setPermissionRequestHandler: () => {},
    setPermissionCheckHandler: () => {},
    setDevicePermissionHandler: () => {},
    setDisplayMediaRequestHandler: () => {},
    setSpellCheckerEnabled: () => {},
    setProxy: async () => void did.push('no way out'),
    on: () => {},
    webRequest: strictDouble('webRequest', { onBeforeRequest: () => void did.push('requests filtered') }),
    protocol: strictDouble('protocol', {
      handle: (scheme: string, handler: Answer) => {
        did.push(`serves ${scheme}`)
        answer = handler
      },
      unhandle: (scheme: string) => {
        did.push(`serves ${scheme} no more`)
        answer = null
      },
    }),
  })
  const BrowserWindow = function (options: Electron.BrowserWindowConstructorOptions): object {
    windows.push(options)
    return strictDouble('window', {
      webContents: contents,
      loadURL: async (url: string) => {
        const elsewhere = answer?.({ url: 'app://main/' }).status ?? 0
        served.push({ text: (await answer?.({ url }).text()) ?? '', elsewhere })
      },
      destroy: () => void did.push('window gone'),
    })
  }
  const fromPartition = (name: string, { cache }: { readonly cache: boolean }) => {
    did.push(`${name}, cache ${cache}`)
    return session
  }
  const printPage = createPagePrinter({ BrowserWindow, session: { fromPartition } } as unknown as Printer)
  return { printPage, did, windows, served, contents }
}

async function* inPieces(...pieces: readonly string[]) {
  for (const piece of pieces) yield Buffer.from(piece)
}

const gone = ['window gone', 'serves app no more']

describe('the window that prints', () => {
  it('is shown to nobody, runs no script, and can reach nothing but the page', async () => {
    const asked: Electron.PrintToPDFOptions[] = []
    const { printPage, did, windows, served } = printer(async (options) => {
      asked.push(options)
      return Buffer.from('%PDF-')
    })
    const pdf = await printPage(inPieces('<h1>', '念念'), new AbortController().signal)
    expect(Buffer.from(pdf).toString()).toBe('%PDF-')
    expect(served).toEqual([{ text: '<h1>念念', elsewhere: 404 }])
    expect(windows[0]).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, javascript: false, contextIsolation: true, nodeIntegration: false },
    })
    expect(asked[0]).toMatchObject({
      preferCSSPageSize: true,
      displayHeaderFooter: false,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    })
    expect(did).toEqual(['keepsake-book, cache false', 'requests filtered', 'no way out', 'serves app', ...gone])
  })

  it('is gone as soon as somebody cancels, though printing would still go on', async () => {
    const stop = new AbortController()
    const { printPage, did } = printer(() => {
      stop.abort(new Error('enough'))
      return Promise.withResolvers<never>().promise
    })
    await expect(printPage(inPieces('x'), stop.signal)).rejects.toThrow('enough')
    expect(did.slice(-2)).toEqual(gone)
  })

  it('says that printing failed when its page crashes, and nothing of the page', async () => {
    const { printPage, did, contents } = printer(() => {
      contents.emit('render-process-gone')
      return Promise.withResolvers<never>().promise
    })
    const printing = printPage(inPieces('canary'), new AbortController().signal)
    await expect(printing).rejects.toMatchObject({ code: 'PRINTING_FAILED', message: 'PRINTING_FAILED' })
    expect(did.slice(-2)).toEqual(gone)
  })
})
