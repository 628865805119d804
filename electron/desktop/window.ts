import type { BrowserWindow, NativeTheme, Screen, Session } from 'electron'
import { webPreferences } from './lockdown.ts'
import { origin } from './origin.ts'
import { placeWindow, smallest } from './window-state.ts'

export type WindowParts = {
  readonly BrowserWindow: typeof BrowserWindow
  readonly screen: Pick<Screen, 'getAllDisplays'>
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>
  readonly session: Session
  readonly preloadScript: string
  /** For window lists; macOS takes the bundle's. */
  readonly iconFile: string
  readonly devTools: boolean
  /** Where the window was; kept between runs. */
  readonly state: { readonly read: () => unknown; readonly write: (bounds: Electron.Rectangle) => void }
}

/** Opens the one window and shows it as soon as it has something to show. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const { screen, nativeTheme, session, preloadScript, iconFile, devTools, state } = parts
  const window = new parts.BrowserWindow({
    ...placeWindow(
      state.read(),
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Keepsake',
    icon: iconFile,
    show: false,
    autoHideMenuBar: true,
    // The paper of the interface, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1d1915' : '#fcf9f5',
    webPreferences: { ...webPreferences, session, preload: preloadScript, devTools },
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', () => state.write(window.getNormalBounds()))
  // The page's own title would put the name of a companion into the system's window list.
  window.on('page-title-updated', (event) => event.preventDefault())
  void window.loadURL(`${origin}/`)
  return window
}
