import { once } from 'node:events'
import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { contentSecurityPolicy } from '#core/http/secure-headers.ts'
import type { ContractClient } from '#tests/helpers/browser-window.ts'
import { createElectronDouble, type ElectronDouble } from '#tests/helpers/electron-double.ts'
import type { MilestoneFields } from '#shared/model/milestone.ts'
import { asPortMain } from '#tests/helpers/port-main.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { startDesktop } from '../../../electron/desktop/start.ts'

async function start(
  options: Parameters<typeof createElectronDouble>[0] = {},
  argv: string[] = [],
  platform: NodeJS.Platform = 'linux',
) {
  const folder = await tempFolder()
  const rendererFolder = folder.file('renderer')
  await mkdir(rendererFolder)
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>page')
  const double = createElectronDouble(options)
  const said: string[] = []
  const started = startDesktop({
    electron: double.electron,
    argv,
    platform,
    stderr: { write: (text: string) => said.push(text) > 0 },
    folders: { config: folder.file('config'), data: folder.file('data'), log: folder.file('log') },
    workerScript: new URL('../../../electron/core/jobs/worker.ts', import.meta.url),
    rendererFolder,
    preloadScript: '/preload.cjs',
    iconFile: '/icon.png',
    program: '/opt/Keep sake/100%',
  })
  const beforeReady = [...double.calls]
  double.ready()
  await started
  onTestFinished(async () => {
    if (double.windows.length > 0) {
      double.electron.app.quit()
      await double.gone
    }
    await folder[Symbol.asyncDispose]()
  })
  return { double, beforeReady, said, folder }
}

function connectWindow(
  double: ElectronDouble,
  sender: { id: number; origin?: string; parent?: unknown },
): ContractClient & { closed: Promise<unknown> } {
  const { port1, port2 } = new MessageChannel()
  const closed = once(port1, 'close')
  const senderFrame = { parent: sender.parent ?? null, origin: sender.origin ?? 'app://main' }
  double.ipcMain.emit('keepsake:port', { ports: [asPortMain(port2)], senderFrame, sender: { id: sender.id } })
  const client: ContractClient = createORPCClient(new RPCLink({ port: port1 }))
  port1.start()
  onTestFinished(() => port1.close())
  return Object.assign(client, { closed })
}

const everyDay: MilestoneFields = {
  title: '纪念',
  emoji: '💞',
  pictureId: null,
  companionId: null,
  kind: 'together',
  start: { date: '2020-01-01', precision: 'day', time: null, zone: null },
  recurrences: [{ kind: 'every-days', days: 1 }],
  countFrom: 1,
  reminders: [],
  muted: false,
  note: '',
  messageIds: [],
  letter: false,
}

describe('the desktop app', () => {
  it('locks Electron down before it is ready, not after', async () => {
    const { beforeReady } = await start()
    expect(beforeReady).toEqual([
      'sandbox',
      'switch host-resolver-rules',
      'scheme app standard secure supportFetchAPI stream',
      'waits for ready',
    ])
  })

  it('opens one window on its own scheme, in a locked session that leaves nothing on the disk', async () => {
    const { double } = await start()
    const [window] = double.windows
    expect(double.windows).toHaveLength(1)
    expect(window?.loaded).toEqual(['app://main/'])
    expect(window?.options).toMatchObject({ show: false, minWidth: 400, minHeight: 560 })
    expect(window?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      preload: '/preload.cjs',
    })
    for (const lock of [
      'permission requests',
      'permission checks',
      'devices',
      'spell checker',
      'request filter',
      'proxy',
    ]) {
      expect(double.calls).toContain(`keepsake: ${lock}`)
    }
    expect([...double.schemes.keys()]).toEqual(['keepsake app'])
  })

  it('serves the interface under the exact policy, and nothing to other hosts of the scheme', async () => {
    const { double } = await start()
    const answer = double.schemes.get('keepsake app')
    const page = await answer?.(new Request('app://main/'))
    expect(await page?.text()).toBe('<!doctype html>page')
    expect(page?.headers.get('content-security-policy')).toBe(contentSecurityPolicy())
    for (const url of [
      'app://other/',
      'app://main.evil/',
      'app://main:1/',
      'app://main/../preload.cjs',
      'app://main/%2e%2e/x',
    ]) {
      expect((await answer?.(new Request(url)))?.status).toBe(404)
    }
  })

  it('talks with its own window, and is deaf to frames, other pages and other windows', async () => {
    const { double } = await start()
    const client = connectWindow(double, { id: 1 })
    expect((await client.system.info()).capabilities).toMatchObject({
      host: 'desktop',
      osKeychain: false,
      opensLinks: true,
    })
    await connectWindow(double, { id: 1, origin: 'https://evil.example' }).closed
    await connectWindow(double, { id: 1, parent: {} }).closed
    await connectWindow(double, { id: 7 }).closed
    expect((await client.vault.status()).state).toBe('absent')
  })

  it('follows a change of language and theme at once, in menu and window frame', async () => {
    const { double } = await start()
    const labels = () => JSON.stringify(double.menus.at(-1))
    expect(labels()).toContain('拷貝')
    const client = connectWindow(double, { id: 1 })
    await client.system.setPreferences({ language: 'en', theme: 'dark' })
    expect(labels()).toContain('Copy')
    expect(double.theme.themeSource).toBe('dark')
  })

  it.each(['lock-screen', 'suspend', 'user-did-resign-active'])('locks the vault on %s', async (event) => {
    const { double } = await start()
    const client = connectWindow(double, { id: 1 })
    await client.vault.create({ passphrase: '念念不忘', osKeychain: false })
    const states = await client.vault.watch()
    expect((await states.next()).value).toMatchObject({ state: 'unlocked' })
    double.powerMonitor.emit(event)
    expect((await states.next()).value).toMatchObject({ state: 'locked' })
  })

  it('lets a reply reach the disk before it quits, and quits once', async () => {
    const { double } = await start()
    double.app.emit('window-all-closed')
    // The lid is closed while the vault is closing: there is nothing left to lock, and nothing to trip over.
    double.powerMonitor.emit('suspend')
    await double.gone
    double.powerMonitor.emit('lock-screen')
    expect(double.calls.filter((call) => call === 'quit held' || call === 'gone')).toEqual(['quit held', 'gone'])
  })

  it('stays in the dock on macOS and opens its window again, where it was', async () => {
    const { double } = await start({}, [], 'darwin')
    double.windows[0]?.emit('close')
    double.windows[0]?.emit('closed')
    double.app.emit('window-all-closed')
    expect(double.calls).not.toContain('quit')
    double.app.emit('activate')
    expect(double.windows).toHaveLength(2)
    expect(double.windows[1]?.options).toMatchObject({ x: 10, y: 20, width: 800, height: 700 })
  })

  it('stays in the tray only for who wants that, with their next day while the vault is open', async () => {
    const { double } = await start()
    const client = connectWindow(double, { id: 1 })
    expect(double.trayMenu()).toBeNull()
    await client.vault.create({ passphrase: '念念不忘', osKeychain: false })
    await client.milestones.create(everyDay)
    expect(await client.system.setPresence({ background: true })).toEqual({ background: true, startAtLogin: false })
    double.powerMonitor.emit('resume')
    expect(double.trayMenu()?.[0]?.label).toContain('💞 纪念')
    double.windows[0]?.emit('closed')
    double.app.emit('window-all-closed')
    expect(double.calls).not.toContain('quit held')
    double.powerMonitor.emit('suspend')
    await vi.waitFor(() => expect(JSON.stringify(double.trayMenu())).not.toContain('纪念'))
  })

  it('tells a reminder behind a locked door in the words that were allowed, and leads to the window', async () => {
    const { double } = await start()
    const client = connectWindow(double, { id: 1 })
    await client.vault.create({ passphrase: '念念不忘', osKeychain: false })
    await client.milestones.setSettings({ whenLocked: 'everything', quiet: null })
    await client.milestones.create({ ...everyDay, reminders: [{ daysBefore: 0, time: '00:00' }] })
    double.powerMonitor.emit('suspend')
    await vi.waitFor(async () => expect((await client.vault.status()).state).toBe('locked'))
    expect(double.notes).toEqual([])
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })
    onTestFinished(() => void vi.useRealTimers())
    double.powerMonitor.emit('resume')
    expect(double.notes).toEqual([{ title: '💞 纪念', body: expect.stringMatching(/\d/), silent: true }])
    const before = double.calls.length
    double.pressNote()
    expect(double.calls.slice(before)).toContain('window focused')
  })

  it('starts with the computer by a file that Linux desktops read, and no longer when it is not wanted', async () => {
    const { double, folder } = await start()
    const client = connectWindow(double, { id: 1 })
    const entry = folder.file('autostart/keepsake.desktop')
    await client.system.setPresence({ startAtLogin: true })
    expect(await readFile(entry, 'utf8')).toContain('Exec="/opt/Keep sake/100%%" --hidden\n')
    await client.system.setPresence({ startAtLogin: false })
    await expect(access(entry)).rejects.toThrow('ENOENT')
  })

  it('shows its window at login all the same where nothing would be left to open it', async () => {
    const { double } = await start({}, ['--hidden'])
    expect(double.windows).toHaveLength(1)
  })

  it('comes to the front instead of starting twice', async () => {
    const second = await start({ isFirst: false })
    expect(second.double.calls).toEqual(['exit 0'])
    const { double } = await start()
    double.app.emit('second-instance')
    expect(double.calls).toEqual(expect.arrayContaining(['window restored', 'window focused']))
    expect(double.windows).toHaveLength(1)
  })

  it('does not start, once packaged, with a switch that lets others read along', async () => {
    const { double, said } = await start({ isPackaged: true }, ['--remote-debugging-port=9222'])
    expect(double.calls).toEqual(['exit 1'])
    expect(said.join('')).toContain('--remote-debugging-port')
    const packaged = await start({ isPackaged: true }, ['/opt/Keepsake/keepsake'])
    expect(packaged.double.windows[0]?.options.webPreferences?.devTools).toBe(false)
  })
})
