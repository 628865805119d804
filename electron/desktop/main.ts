import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron'
import { usualFolders } from './host.ts'
import { startDesktop } from './start.ts'

// Paths from out/main/desktop.js. Nothing is awaited here: before the call, Electron would be ready before it is locked
// down; and Electron is never ready while this module still waits for it.
startDesktop({
  electron: {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    nativeTheme,
    Notification,
    powerMonitor,
    protocol,
    safeStorage,
    screen,
    session,
    shell,
    Tray,
  },
  argv: process.argv.slice(1),
  platform: process.platform,
  stderr: process.stderr,
  folders: usualFolders(),
  // An AppImage runs from a place that is gone when it ends.
  program: process.env['APPIMAGE'] ?? process.execPath,
  workerScript: new URL('./worker.js', import.meta.url),
  rendererFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
  preloadScript: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
  iconFile: fileURLToPath(new URL('../icons/icon.png', import.meta.url)),
}).catch((error: unknown) => {
  dialog.showErrorBox('Keepsake', error instanceof Error ? error.message : 'unknown')
  app.exit(1)
})
