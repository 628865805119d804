import type { MenuItemConstructorOptions } from 'electron'
import type { Language } from '#shared/languages.ts'
import { desktopText } from './desktop-text.ts'

/**
 * The application menu: what macOS cannot copy, paste or quit without, and the same few things elsewhere. There is no
 * reload and no developer tools in it.
 */
export function menuTemplate(language: Language, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const text = desktopText[language]
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const edit: MenuItemConstructorOptions = {
    label: text.edit,
    submenu: [
      { role: 'undo', label: text.undo },
      { role: 'redo', label: text.redo },
      separator,
      { role: 'cut', label: text.cut },
      { role: 'copy', label: text.copy },
      { role: 'paste', label: text.paste },
      { role: 'selectAll', label: text.selectAll },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: text.view,
    submenu: [
      { role: 'resetZoom', label: text.actualSize },
      { role: 'zoomIn', label: text.larger },
      { role: 'zoomOut', label: text.smaller },
      separator,
      { role: 'togglefullscreen', label: text.fullScreen },
    ],
  }
  const window: MenuItemConstructorOptions = {
    label: text.window,
    role: 'windowMenu',
    submenu: [
      { role: 'minimize', label: text.minimise },
      { role: 'close', label: text.closeWindow },
    ],
  }
  if (platform !== 'darwin') {
    return [{ label: text.file, submenu: [{ role: 'quit', label: text.quit }] }, edit, view, window]
  }
  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: text.about },
      separator,
      { role: 'hide', label: text.hide },
      { role: 'hideOthers', label: text.hideOthers },
      { role: 'unhide', label: text.showAll },
      separator,
      { role: 'quit', label: text.quit },
    ],
  }
  return [application, edit, view, window]
}
