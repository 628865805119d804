import type { Dialog, Shell } from 'electron'
import { checkLink } from '#core/links.ts'
import type { Language } from '#shared/languages.ts'
import { desktopText } from './desktop-text.ts'

export type LinkOpenerParts = {
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly shell: Pick<Shell, 'openExternal'>
  readonly language: () => Language
}

/**
 * Opens a link outside the app, after a question that shows its host (in punycode, so that look-alike letters show) and
 * the whole address. Cancel is the default. Throws URL_REFUSED as `checkLink` does.
 */
export function createLinkOpener({ dialog, shell, language }: LinkOpenerParts): (url: string) => Promise<void> {
  return async (address) => {
    const href = checkLink(address)
    const url = new URL(href)
    const text = desktopText[language()]
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: url.protocol === 'mailto:' ? text.linkMail : text.linkQuestion(url.host),
      detail: href,
      buttons: [text.linkCancel, text.linkOpen],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    if (response === 1) await shell.openExternal(href)
  }
}
