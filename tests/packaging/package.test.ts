import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const built = existsSync(path.join(root, 'out/main/desktop.js'))
if (!built) console.warn('packaging is not rehearsed: there is no build in out/ (npm run build)')

/** A file that looks enough like Electron's binary to have its fuses set: the sentinel, the version and every fuse on. */
const fakeElectron = (): Buffer => {
  const count = Object.values(FuseV1Options).filter((value) => typeof value === 'number').length
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  return Buffer.concat([
    Buffer.from('\x7fELF'),
    Buffer.from(sentinel),
    Buffer.from([1, count]),
    Buffer.from('1'.repeat(count)),
    Buffer.alloc(64),
  ])
}

const writeElectronStandIn = async (folder: string): Promise<void> => {
  await mkdir(path.join(folder, 'resources'), { recursive: true })
  await mkdir(path.join(folder, 'locales'))
  await writeFile(path.join(folder, 'electron'), fakeElectron())
  await chmod(path.join(folder, 'electron'), 0o755)
  await writeFile(path.join(folder, 'version'), '45.4.1')
  await writeFile(path.join(folder, 'LICENSE'), '')
  await writeFile(path.join(folder, 'LICENSES.chromium.html'), '')
  for (const language of ['en-US', 'zh-CN', 'zh-TW', 'fr'])
    await writeFile(path.join(folder, `locales/${language}.pak`), '')
}

// A rehearsal: the real packer and the real build around a stand-in, so that no runtime has to be downloaded.
describe.skipIf(!built || process.platform !== 'linux')('the Linux package', () => {
  let folder = ''
  let app = ''
  let asar = ''
  let files: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'keepsake-packaging-'))
    await writeElectronStandIn(path.join(folder, 'electron'))
    await promisify(execFile)(
      process.execPath,
      [
        path.join(root, 'node_modules/electron-builder/cli.js'),
        '--linux',
        'dir',
        `--${process.arch}`,
        '--publish=never',
        `--config.electronDist=${path.join(folder, 'electron')}`,
        `--config.directories.output=${path.join(folder, 'dist')}`,
      ],
      { cwd: root },
    )
    const unpacked = process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`
    app = path.join(folder, 'dist', unpacked)
    asar = path.join(app, 'resources/app.asar')
    files = listPackage(asar, { isPack: false })
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('holds what the desktop app starts with', () => {
    const needed = [
      '/package.json',
      '/out/main/desktop.js',
      '/out/main/worker.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/out/icons/icon.png',
    ]
    expect(files).toEqual(expect.arrayContaining(needed))
  })

  test('names an entry that exists, so that the app is not a blank start', () => {
    const { main } = JSON.parse(extractFile(asar, 'package.json').toString())
    expect(files).toContain(path.posix.join('/', main))
  })

  test('holds no sources, tests, fixtures, maps or tools', () => {
    const strays = files.filter((file) =>
      /^\/(tests|tools|electron|renderer|shared|locales|docs)\b|\.map$|\.tsx?$/.test(file),
    )
    expect(strays).toEqual([])
  })

  test('holds no library folder but the native engine, and no second Node', () => {
    const libraries = new Set(files.flatMap((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))
    expect([...libraries]).toEqual(['better-sqlite3-multiple-ciphers'])
  })

  test('holds the engine for this system alone, as a real file beside the archive', async () => {
    const prebuilds = path.join(`${asar}.unpacked`, 'node_modules/better-sqlite3-multiple-ciphers/prebuilds')
    expect(await readdir(prebuilds)).toEqual([`linux-${process.arch}.node`])
    expect(files.filter((file) => file.endsWith('.node'))).toHaveLength(1)
  })

  test('has every fuse set as decided', async () => {
    const {
      version: _version,
      resetAdHocDarwinSignature: _reset,
      strictlyRequireAllFuses: _strict,
      ...wire
    } = await getCurrentFuseWire(path.join(app, 'keepsake'))
    const on = Object.entries(wire).flatMap(([fuse, state]) => (state === FuseState.ENABLE ? [Number(fuse)] : []))
    expect(on).toEqual([
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.WasmTrapHandlers,
    ])
  })

  test('carries only the three languages of Chromium that we speak', async () => {
    expect((await readdir(path.join(app, 'locales'))).toSorted()).toEqual(['en-US.pak', 'zh-CN.pak', 'zh-TW.pak'])
  })

  test('carries the licences of what is bundled', () => {
    expect(files).toContain('/out/main/licenses.md')
    expect(files).toContain('/out/renderer/licenses.md')
  })

  test('says which version it is', async () => {
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
    expect(JSON.parse(extractFile(asar, 'package.json').toString()).version).toBe(version)
  })
})
