import { EventEmitter } from 'node:events'
import type { ElectronPieces } from '../../electron/desktop/electron-pieces.ts'
import { strictDouble } from './strict-double.ts'

type Answering = (request: Request) => Response | Promise<Response>

/** What the app did to Electron, and the strings to pull on it. */
export type ElectronDouble = {
  readonly electron: ElectronPieces
  /** Every call that matters, in order. */
  readonly calls: string[]
  readonly ready: () => void
  /** Resolves when the app has let itself be ended. */
  readonly gone: Promise<void>
  readonly app: EventEmitter
  readonly ipcMain: EventEmitter
  readonly powerMonitor: EventEmitter
  readonly windows: WindowDouble[]
  /** The handlers of schemes, by session partition. */
  readonly schemes: Map<string, Answering>
  readonly menus: unknown[]
  /** The notifications that were shown. */
  readonly notes: Electron.NotificationConstructorOptions[]
  /** Presses the newest of them. */
  readonly pressNote: () => void
  readonly theme: { themeSource: string }
  /** The menu of the tray, as it stands; null where there is no tray. */
  readonly trayMenu: () => readonly Electron.MenuItemConstructorOptions[] | null
}

export type WindowDouble = EventEmitter & {
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents: { readonly id: number }
  readonly loaded: string[]
}

/** Electron as far as the desktop host uses it: events are real, windows are records, everything else throws. */
export function createElectronDouble(
  options: { readonly isPackaged?: boolean; readonly isFirst?: boolean } = {},
): ElectronDouble {
  const calls: string[] = []
  const said = (name: string) => (): void => void calls.push(name)
  const readiness = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  const app = new EventEmitter()
  const ipcMain = new EventEmitter()
  const powerMonitor = new EventEmitter()
  const windows: WindowDouble[] = []
  const schemes = new Map<string, Answering>()
  const menus: unknown[] = []
  const notes: Electron.NotificationConstructorOptions[] = []
  const presses: (() => void)[] = []
  const theme = { themeSource: 'system', shouldUseDarkColors: false }
  const onOf = (events: EventEmitter) => (name: string, listener: () => void) => events.on(name, listener)

  const session = (partition: string) =>
    strictDouble(`session(${partition})`, {
      setPermissionRequestHandler: said(`${partition}: permission requests`),
      setPermissionCheckHandler: said(`${partition}: permission checks`),
      setDevicePermissionHandler: said(`${partition}: devices`),
      setDisplayMediaRequestHandler: said(`${partition}: display media`),
      setSpellCheckerEnabled: said(`${partition}: spell checker`),
      setProxy: async () => void calls.push(`${partition}: proxy`),
      resolveProxy: async () => 'DIRECT',
      on: () => {},
      webRequest: strictDouble('webRequest', { onBeforeRequest: said(`${partition}: request filter`) }),
      protocol: strictDouble('protocol', {
        handle: (scheme: string, answer: Answering) => void schemes.set(`${partition} ${scheme}`, answer),
      }),
    })

  const events = (emitter: EventEmitter, window: object): object =>
    new Proxy(window, {
      get: (target, key) => {
        const holder = Reflect.has(target, key) ? target : emitter
        const value: unknown = Reflect.get(holder, key)
        if (value === undefined && typeof key === 'string')
          throw new Error(`BrowserWindow.${key} is not part of the double`)
        return typeof value === 'function' ? value.bind(holder) : value
      },
    })

  // A function can be called with `new` as well, and may return what it likes.
  const BrowserWindow = function (given: Electron.BrowserWindowConstructorOptions): WindowDouble {
    const loaded: string[] = []
    const window = events(new EventEmitter(), {
      options: given,
      loaded,
      webContents: strictDouble('webContents', { id: windows.length + 1 }),
      loadURL: async (url: string) => void loaded.push(url),
      show: said('window shown'),
      focus: said('window focused'),
      restore: said('window restored'),
      isMinimized: () => true,
      getNormalBounds: () => ({ x: 10, y: 20, width: 800, height: 700 }),
    }) as WindowDouble
    windows.push(window)
    return window
  }

  const Notification = Object.assign(
    function (note: Electron.NotificationConstructorOptions) {
      return strictDouble('notification', {
        show: () => void notes.push(note),
        on: (_event: 'click', press: () => void) => void presses.push(press),
      })
    },
    { isSupported: () => true },
  )

  let trayMenu: readonly Electron.MenuItemConstructorOptions[] | null = null
  const Tray = function (): object {
    trayMenu = []
    return strictDouble('tray', {
      setToolTip: () => {},
      on: () => {},
      setContextMenu: (menu: readonly Electron.MenuItemConstructorOptions[]) => {
        trayMenu = menu
      },
      destroy: () => {
        trayMenu = null
      },
    })
  }

  const electron = {
    app: strictDouble('app', {
      on: onOf(app),
      isPackaged: options.isPackaged ?? false,
      enableSandbox: said('sandbox'),
      commandLine: strictDouble('commandLine', { appendSwitch: (name: string) => void calls.push(`switch ${name}`) }),
      requestSingleInstanceLock: () => options.isFirst ?? true,
      whenReady: () => {
        calls.push('waits for ready')
        return readiness.promise
      },
      getLocale: () => 'zh-TW',
      getVersion: () => '0.0.0-test',
      setLoginItemSettings: ({ openAtLogin }: Electron.Settings) => void calls.push(`at login: ${openAtLogin}`),
      getLoginItemSettings: () => ({ wasOpenedAtLogin: false }),
      quit: () => {
        let isHeld = false
        app.emit('before-quit', {
          preventDefault: () => {
            isHeld = true
          },
        })
        calls.push(isHeld ? 'quit held' : 'gone')
        if (!isHeld) gone.resolve()
      },
      exit: (code: number) => void calls.push(`exit ${code}`),
    }),
    BrowserWindow,
    dialog: strictDouble('dialog', {}),
    ipcMain: strictDouble('ipcMain', { on: onOf(ipcMain) }),
    Menu: strictDouble('Menu', {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => void menus.push(menu),
    }),
    nativeTheme: theme,
    Notification,
    powerMonitor: strictDouble('powerMonitor', { on: onOf(powerMonitor) }),
    protocol: strictDouble('protocol', {
      registerSchemesAsPrivileged: ([scheme]: Electron.CustomScheme[]) =>
        void calls.push(`scheme ${scheme?.scheme} ${Object.keys(scheme?.privileges ?? {}).join(' ')}`),
    }),
    safeStorage: strictDouble('safeStorage', { isAsyncEncryptionAvailable: async () => false }),
    screen: strictDouble('screen', { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] }),
    session: strictDouble('session', {
      defaultSession: session('default'),
      fromPartition: (partition: string) => session(partition),
    }),
    shell: strictDouble('shell', {}),
    Tray,
  } as unknown as ElectronPieces
  return {
    electron,
    calls,
    ready: readiness.resolve,
    gone: gone.promise,
    app,
    ipcMain,
    powerMonitor,
    windows,
    schemes,
    menus,
    notes,
    pressNote: () => presses.at(-1)?.(),
    theme,
    trayMenu: () => trayMenu,
  }
}
