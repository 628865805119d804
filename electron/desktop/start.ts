import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { createApp } from '#core/app.ts'
import { languageOfTag } from '#shared/languages.ts'
import type { ElectronPieces } from './electron-pieces.ts'
import { createDesktopHost, openConfigFile, openPlainFile, type Folders } from './host.ts'
import { lockContents, lockProcess, lockSession, refusedSwitch } from './lockdown.ts'
import { menuTemplate } from './menu.ts'
import { createPresence, hiddenSwitch } from './presence.ts'
import { serveRpcPorts } from './rpc-port.ts'
import { serveScheme } from './scheme.ts'
import { openWindow } from './window.ts'

export type DesktopParts = {
  readonly electron: ElectronPieces
  readonly argv: readonly string[]
  readonly platform: NodeJS.Platform
  readonly stderr: Pick<NodeJS.WriteStream, 'write'>
  readonly folders: Folders
  readonly workerScript: URL
  readonly rendererFolder: string
  readonly preloadScript: string
  readonly iconFile: string
  /** What the system starts when it starts Keepsake. */
  readonly program: string
}

/** The desktop app from start to end: locks Electron down, builds the product, opens the window. */
export async function startDesktop(parts: DesktopParts): Promise<void> {
  const { electron, argv, platform, stderr, folders, workerScript, rendererFolder, preloadScript, iconFile, program } =
    parts
  const { app, BrowserWindow, ipcMain, Menu, nativeTheme, powerMonitor, screen } = electron

  const unwanted = app.isPackaged ? refusedSwitch(argv) : null
  if (unwanted !== null) {
    stderr.write(`Keepsake does not start with --${unwanted}: it would let others read along.\n`)
    return app.exit(1)
  }
  // Two instances would fight over the vault; the second only brings the first to the front.
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  lockProcess(electron)
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  await app.whenReady()

  const config = openConfigFile(folders)
  const language = () => config.read().language ?? languageOfTag(app.getLocale())
  const presence = createPresence({
    electron,
    platform,
    file: openPlainFile(folders, 'presence'),
    // Beside our own folder, wherever the system keeps settings.
    autostartFolder: join(folders.config, '..', 'autostart'),
    program,
    iconFile,
    language,
    show: () => show(),
  })
  const applyPreferences = (): void => {
    presence.refresh()
    nativeTheme.themeSource = config.read().theme
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language(), platform)))
  }
  applyPreferences()

  const host = await createDesktopHost({
    electron,
    platform,
    folders,
    config,
    workerScript,
    language,
    onPreferences: applyPreferences,
    presence,
    show: () => show(),
  })
  const keepsake = createApp(host, { rendererFolder })
  const session = electron.session.fromPartition('keepsake', { cache: false })
  await lockSession(session)
  serveScheme(session.protocol, keepsake.assets)

  let window: BrowserWindow | null = null
  serveRpcPorts({ ipcMain, router: keepsake.router, isOurWindow: (id) => window?.webContents.id === id })

  const places = openPlainFile(folders, 'window')
  const show = (): void => {
    if (window) {
      if (window.isMinimized()) window.restore()
      return window.focus()
    }
    window = openWindow({
      BrowserWindow,
      screen,
      nativeTheme,
      session,
      preloadScript,
      iconFile,
      devTools: !app.isPackaged,
      state: {
        read: () => places.store,
        write: (bounds) => {
          places.store = { ...bounds }
        },
      },
    })
    window.once('closed', () => {
      window = null
    })
  }
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (platform !== 'darwin' && !presence.read().background) app.quit()
  })

  let isEnding = false
  let isDisposed = false
  const failed = (error: unknown): void => keepsake.log.error({ err: error }, 'closing the vault failed')
  const lock = (): void => {
    if (!isEnding) keepsake.vault.lock().catch(failed)
  }
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
  powerMonitor.on('user-did-resign-active', lock)

  powerMonitor.on('resume', keepsake.wake)
  powerMonitor.on('unlock-screen', keepsake.wake)

  app.on('before-quit', (event) => {
    if (isDisposed) return
    // What a reply has written so far must reach the disk first.
    event.preventDefault()
    isEnding = true
    void keepsake
      .dispose()
      .catch(failed)
      .then(() => {
        isDisposed = true
        app.quit()
      })
  })
  const isHidden = argv.includes(hiddenSwitch) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
  if (!isHidden || !presence.read().background) show()
}
