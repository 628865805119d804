import { readFile, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { browserCandidates } from '#core/printing/find-browser.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { windowArguments } from '../../../electron/browser/app-window.ts'
import { createBrowserHost } from '../../../electron/browser/host.ts'
import { createIdleLimit } from '../../../electron/browser/idle.ts'

describe('the idle limit', () => {
  it('locks half an hour after the last sign of the person, and not before', () => {
    let time = 0
    let locks = 0
    const idle = createIdleLimit({ now: () => time, lock: () => locks++ })
    time = 20 * 60_000
    idle.awake()
    time = 50 * 60_000 - 1
    idle.check()
    expect(locks).toBe(0)
    time += 1
    idle.check()
    expect(locks).toBe(1)
  })

  it('counts a night asleep, when no timer ran', () => {
    let time = 0
    let locks = 0
    const idle = createIdleLimit({ now: () => time, lock: () => locks++ })
    time = 8 * 3_600_000
    idle.check()
    expect(locks).toBe(1)
  })
})

describe('the window of its own', () => {
  it('never drops the sandbox for anybody but root', () => {
    const options = { url: 'http://127.0.0.1:1/pair#x', profile: '/tmp/p' }
    expect(windowArguments({ ...options, isRoot: false })).not.toContain('--no-sandbox')
    expect(windowArguments({ ...options, isRoot: true })).toEqual(
      expect.arrayContaining(['--no-sandbox', '--test-type']),
    )
  })

  it('looks up no names and keeps to a profile of its own', () => {
    const given = windowArguments({ url: 'http://127.0.0.1:1/pair#x', profile: '/tmp/p', isRoot: false })
    expect(given).toContain('--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1')
    expect(given).toContain('--user-data-dir=/tmp/p')
    expect(given).toContain('--app=http://127.0.0.1:1/pair#x')
  })

  it('looks where each system keeps its browsers, Chromium and Chrome before others', () => {
    expect(browserCandidates('linux', { PATH: '/usr/bin:/snap/bin' }).slice(0, 2)).toEqual([
      '/usr/bin/chromium',
      '/snap/bin/chromium',
    ])
    expect(browserCandidates('darwin', {})[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(browserCandidates('win32', { ProgramFiles: 'C:\\Program Files' })[0]).toBe(
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    )
    expect(browserCandidates('linux', {})).toEqual([])
  })
})

describe('the host', () => {
  const create = (profileFolder: string) =>
    createBrowserHost({
      version: '1',
      workerScript: new URL('file:///worker.js'),
      profileFolder,
      vaultFolder: undefined,
    })

  it('keeps preferences over a restart, in a file that others cannot read', async () => {
    await using folder = await tempFolder()
    create(folder.path).config.write({ language: 'zh-Hant', theme: 'dark', textScale: 1.2, adultStatementAt: 5 })
    expect(create(folder.path).config.read()).toEqual({
      language: 'zh-Hant',
      theme: 'dark',
      textScale: 1.2,
      adultStatementAt: 5,
    })
    expect((await stat(folder.file('preferences.json'))).mode & 0o077).toBe(0)
  })

  it.each(['', 'not json', '[]', '{"language":"tlh","theme":7,"textScale":99,"adultStatementAt":"x"}'])(
    'starts with its defaults from a damaged settings file: %j',
    async (text) => {
      await using folder = await tempFolder()
      await writeFile(folder.file('preferences.json'), text)
      expect(create(folder.path).config.read()).toEqual({
        language: null,
        theme: 'system',
        textScale: 1,
        adultStatementAt: null,
      })
    },
  )

  it('writes nothing into the settings file but the four preferences', async () => {
    await using folder = await tempFolder()
    const { config } = create(folder.path)
    config.write({ ...config.read(), language: 'en' })
    const file = JSON.parse(await readFile(folder.file('preferences.json'), 'utf8')) as object
    expect(Object.keys(file).toSorted()).toEqual(['adultStatementAt', 'language', 'textScale', 'theme'])
  })

  it.each([
    [{}, 'https://api.example.com/v1', null],
    [{ https_proxy: 'http://127.0.0.1:7890' }, 'https://api.example.com/v1', 'http://127.0.0.1:7890'],
    [{ https_proxy: 'http://127.0.0.1:7890' }, 'http://api.example.com/v1', null],
    [{ all_proxy: 'socks5://127.0.0.1:7891' }, 'https://api.example.com/v1', 'socks5://127.0.0.1:7891'],
    [{ all_proxy: 'socks5h://127.0.0.1' }, 'https://api.example.com/v1', 'socks5://127.0.0.1:1080'],
    [{ https_proxy: 'http://a:b@proxy.example' }, 'https://api.example.com/v1', 'http://a:b@proxy.example:80'],
    // Spoken to in clear text it would be shown the login by everybody on the way.
    [{ https_proxy: 'https://a:b@proxy.example' }, 'https://api.example.com/v1', 'https://a:b@proxy.example:443'],
    [{ https_proxy: 'http://proxy.example:1', no_proxy: '.example.com' }, 'https://api.example.com/v1', null],
  ])('takes the proxy from %j', async (environment, url, expected) => {
    await using folder = await tempFolder()
    for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
      vi.stubEnv(name, (environment as Record<string, string>)[name] ?? '')
      vi.stubEnv(name.toUpperCase(), undefined)
    }
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(await create(folder.path).systemProxy(url)).toBe(expected)
  })
})
