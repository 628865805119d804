import { describe, expect, it } from 'vitest'
import { languages } from '#shared/languages.ts'
import { desktopText } from '../../../electron/desktop/desktop-text.ts'
import { createLinkOpener } from '../../../electron/desktop/links.ts'
import { menuTemplate } from '../../../electron/desktop/menu.ts'
import { proxyAddress } from '../../../electron/desktop/proxy-address.ts'
import { placeWindow } from '../../../electron/desktop/window-state.ts'

describe('links', () => {
  function opener(response: number) {
    const asked: Electron.MessageBoxOptions[] = []
    const opened: string[] = []
    const open = createLinkOpener({
      dialog: {
        showMessageBox: (async (options: Electron.MessageBoxOptions) => {
          asked.push(options)
          return { response, checkboxChecked: false }
        }) as never,
      },
      shell: { openExternal: async (url) => void opened.push(url) },
      language: () => 'zh-Hant',
    })
    return { open, asked, opened }
  }

  it('open only after a yes, which is not the default', async () => {
    const { open, asked, opened } = opener(1)
    await open('https://example.com/a?b')
    expect(opened).toEqual(['https://example.com/a?b'])
    expect(asked[0]).toMatchObject({
      defaultId: 0,
      cancelId: 0,
      buttons: ['取消', '開啟'],
      detail: 'https://example.com/a?b',
    })
    const refused = opener(0)
    await refused.open('https://example.com/')
    expect(refused.opened).toEqual([])
  })

  it('show a look-alike host for what it is', async () => {
    const { open, asked } = opener(0)
    await open('https://аpple.com/login')
    expect(asked[0]?.message).toContain('xn--pple-43d.com')
  })

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'ms-settings:',
    'app://main/',
    'https://a:b@example.com/',
    'data:text/html,x',
    '',
  ])('never ask about, let alone open, %s', async (url) => {
    const { open, asked, opened } = opener(1)
    await expect(open(url)).rejects.toMatchObject({ code: 'URL_REFUSED' })
    expect([asked, opened]).toEqual([[], []])
  })
})

describe('the menu', () => {
  it.each(languages)('can copy, paste and quit everywhere, in %s, and never reload or inspect', (language) => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const roles = menuTemplate(language, platform).flatMap(({ submenu }) =>
        Array.isArray(submenu) ? submenu.map((item) => item.role) : [],
      )
      expect(roles).toEqual(expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit']))
      for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(roles).not.toContain(role)
    }
  })

  it('leaves nothing in another language', () => {
    for (const language of ['zh-Hans', 'zh-Hant'] as const) {
      for (const text of Object.values(desktopText[language])) {
        expect(typeof text === 'function' ? text('') : text).toMatch(/\p{Script=Han}/u)
      }
    }
  })
})

describe('the system proxy', () => {
  it.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY 10.0.0.1:8080', 'http://10.0.0.1:8080'],
    ['PROXY 10.0.0.1:8080; DIRECT', 'http://10.0.0.1:8080'],
    ['SOCKS5 127.0.0.1:1080;PROXY a:1', 'socks5://127.0.0.1:1080'],
    ['SOCKS 127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
    ['HTTPS proxy.example:443', 'https://proxy.example:443'],
    ['QUIC proxy.example:443', 'http://proxy.example:443'],
  ])('reads %j, and never falls back to a direct connection', (list, address) => {
    expect(proxyAddress(list)).toBe(address)
  })
})

describe('the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 }

  it('comes back where it was, on a second screen too', () => {
    const place = { x: 2000, y: 100, width: 900, height: 700 }
    expect(placeWindow(place, [screen, { ...screen, x: 1920 }])).toEqual(place)
  })

  it.each([
    ['its screen was unplugged', { x: 2000, y: 100, width: 900, height: 700 }],
    ['its title bar is above every screen', { x: 0, y: -400, width: 900, height: 700 }],
    ['it is smaller than anything works in', { x: 0, y: 0, width: 100, height: 100 }],
    ['the file is nonsense', { x: 'a' }],
    ['there is no file', {}],
  ])('opens in the middle at its usual size when %s', (_what, stored) => {
    expect(placeWindow(stored, [screen])).toEqual({ width: 1180, height: 800 })
  })

  it('fits a small screen, down to 400 × 560', () => {
    expect(placeWindow({}, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 })
    expect(placeWindow({}, [{ x: 0, y: 0, width: 320, height: 480 }])).toEqual({ width: 400, height: 560 })
  })
})
