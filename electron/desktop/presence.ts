import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tray } from 'electron'
import type { Language } from '#shared/languages.ts'
import { Presence } from '#shared/model/settings.ts'
import { desktopText } from './desktop-text.ts'
import type { ElectronPieces } from './electron-pieces.ts'

/** Given to the app when the system starts it: no window, where the person wants it to stay without one. */
export const hiddenSwitch = '--hidden'

export type DesktopPresence = {
  readonly read: () => Presence
  readonly write: (presence: Presence) => void
  /** What stands in the tray's menu above everything else; null for nothing. */
  readonly showNextDay: (words: string | null) => void
  /** Draws the tray anew, for a change of language. */
  readonly refresh: () => void
}

export type DesktopPresenceParts = {
  readonly electron: Pick<ElectronPieces, 'app' | 'Menu' | 'Tray'>
  readonly platform: NodeJS.Platform
  /** The small settings file of this host. */
  readonly file: { store: Record<string, unknown> }
  /** Where a Linux desktop looks for what to start with it. */
  readonly autostartFolder: string
  /** What is started. */
  readonly program: string
  readonly iconFile: string
  readonly language: () => Language
  readonly show: () => void
}

/** Staying in the tray and starting with the computer, each only where the person chose it. */
export function createPresence(parts: DesktopPresenceParts): DesktopPresence {
  const { electron, platform, file, autostartFolder, program, iconFile, language, show } = parts
  const { app, Menu, Tray } = electron
  let tray: Tray | null = null
  let nextDay: string | null = null

  const read = (): Presence => {
    const { background, startAtLogin } = Presence.shape
    const stored = file.store
    return {
      background: background.catch(false).parse(stored['background']),
      startAtLogin: startAtLogin.catch(false).parse(stored['startAtLogin']),
    }
  }

  function refresh(): void {
    if (!read().background) {
      tray?.destroy()
      tray = null
      return
    }
    if (tray === null) {
      tray = new Tray(iconFile)
      tray.setToolTip('Keepsake')
      // Where a press on the icon opens no menu, it opens the window.
      tray.on('click', show)
    }
    const text = desktopText[language()]
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...(nextDay === null ? [] : [{ label: nextDay, click: show }, { type: 'separator' as const }]),
        { label: text.open, click: show },
        { label: text.quit, click: () => app.quit() },
      ]),
    )
  }

  function startAtLogin(isWanted: boolean): void {
    if (platform !== 'linux') {
      app.setLoginItemSettings({ openAtLogin: isWanted, args: [hiddenSwitch] })
      return
    }
    const entry = join(autostartFolder, 'keepsake.desktop')
    if (!isWanted) return rmSync(entry, { force: true })
    mkdirSync(autostartFolder, { recursive: true })
    writeFileSync(entry, desktopEntry(program))
  }

  return {
    read,
    write: (presence) => {
      const before = read()
      if (before.startAtLogin !== presence.startAtLogin) startAtLogin(presence.startAtLogin)
      file.store = { ...presence }
      refresh()
    },
    showNextDay: (words) => {
      if (words === nextDay) return
      nextDay = words
      refresh()
    },
    refresh,
  }
}

/** A program's path may hold anything; in such a file these characters mean something, and `%` begins a field. */
function desktopEntry(program: string): string {
  const quoted = program
    .replaceAll(/[\\"`$]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
  const lines = ['[Desktop Entry]', 'Type=Application', 'Name=Keepsake', `Exec="${quoted}" ${hiddenSwitch}`]
  return `${lines.join('\n')}\n`
}
