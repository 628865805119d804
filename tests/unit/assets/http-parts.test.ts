import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseByteRange } from '#core/http/byte-range.ts'
import { pictureType } from '#core/http/picture-type.ts'
import { isPlainPath } from '#core/http/plain-path.ts'
import { listRendererFiles } from '#core/http/renderer-files.ts'
import { contentSecurityPolicy, secureHeaders } from '#core/http/secure-headers.ts'

const hostilePaths = [
  '/..',
  '/../',
  '/../../etc/passwd',
  '/assets/../../secret',
  '/./index.html',
  '/.',
  '/%2e%2e/secret',
  '/%2E%2E/secret',
  '/..%2fsecret',
  '/..%5csecret',
  '/%5c%5chost/share',
  '/%252e%252e/secret',
  '/a%00.js',
  '/a\0.js',
  '/a\\b',
  '\\\\host\\share',
  '//host/share',
  '///etc/passwd',
  '/C:/Windows/win.ini',
  '/c|/x',
  '/file:///etc/passwd',
  '/a//b',
  '/a/',
  '/a b',
  '/a?b',
  '/a;b',
  '/~root',
  '/é',
  '/a/../..',
  '',
  'index.html',
  `/${'a'.repeat(600)}`,
]

describe('paths', () => {
  it.each(hostilePaths)('never looks up %j', (path) => {
    expect(isPlainPath(path)).toBe(false)
  })

  it.each(['/', '/index-B2c_d.js', '/assets/inter.var.woff2', '/assets/1'])('knows an honest %s', (path) => {
    expect(isPlainPath(path)).toBe(true)
  })

  it('lets nothing through that the URL parser would still change', () => {
    const isUnchanged = fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const path = `/${text}`
      return !isPlainPath(path) || new URL(path, 'http://127.0.0.1').pathname === path
    })
    expect(fc.check(isUnchanged).failed).toBe(false)
  })
})

describe('the list of interface files', () => {
  async function folderWith(names: readonly string[]): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'keepsake-renderer-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await mkdir(join(folder, 'assets'))
    for (const name of names) await writeFile(join(folder, name), name)
    return folder
  }

  it('names the page, its files and their types, and nothing that is not plain', async () => {
    const folder = await folderWith([
      'index.html',
      'assets/index-a1.js',
      'assets/index-a1.css',
      'assets/ä.js',
      'licenses.md',
    ])
    const files = listRendererFiles(folder)
    expect([...files.keys()].toSorted()).toEqual(['/', '/assets/index-a1.css', '/assets/index-a1.js'])
    expect(files.get('/')?.type).toBe('text/html; charset=utf-8')
    expect(files.get('/assets/index-a1.js')?.type).toBe('text/javascript; charset=utf-8')
  })

  it('does not follow a link out of the folder', async () => {
    const folder = await folderWith(['index.html'])
    await symlink('/etc/hosts', join(folder, 'hosts.txt'))
    expect([...listRendererFiles(folder).keys()]).toEqual(['/'])
  })

  it('says loudly that there is no page, instead of serving a blank window', async () => {
    const folder = await folderWith(['other.js'])
    expect(() => listRendererFiles(folder)).toThrow('not built')
  })
})

describe('headers', () => {
  it('has exactly this policy: any loosening must be meant', () => {
    const policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; " +
      "connect-src 'self'; worker-src 'self'; manifest-src 'none'; frame-src 'none'; child-src 'none'; object-src 'none'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types app-sanitized"
    expect(contentSecurityPolicy()).toBe(policy)
    const withSocket = policy.replace("connect-src 'self'", "connect-src 'self' ws://127.0.0.1:5")
    expect(contentSecurityPolicy('ws://127.0.0.1:5')).toBe(withSocket)
  })

  it('sends the whole set', () => {
    const { 'permissions-policy': features, 'content-security-policy': _, ...rest } = secureHeaders()
    expect(rest).toEqual({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    for (const feature of [
      'camera',
      'microphone',
      'geolocation',
      'usb',
      'serial',
      'clipboard-read',
      'display-capture',
    ]) {
      expect(features).toContain(`${feature}=()`)
    }
  })
})

describe('ranges', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=0-', { start: 0, end: 100 }],
    ['bytes=90-200', { start: 90, end: 100 }],
    ['bytes=-10', { start: 90, end: 100 }],
    ['bytes=-1000', { start: 0, end: 100 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['items=0-1', null],
    ['bytes=a-b', null],
    ['bytes=99999999999999999999-', null],
  ] as const)('reads %j', (header, expected) => {
    expect(parseByteRange(header, 100)).toEqual(expected)
  })

  it('never leaves the file', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(100), (from, to, size) => {
        const range = parseByteRange(`bytes=${from}-${to}`, size)
        if (range === null || range === 'unsatisfiable') return
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeGreaterThan(range.start)
        expect(range.end).toBeLessThanOrEqual(size)
      }),
    )
  })
})

describe('pictures', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  it.each([
    ['image/png', '\x89PNG\r\n\x1a\nrest'],
    ['image/jpeg', '\xff\xd8\xff\xe0rest'],
    ['image/gif', 'GIF89arest'],
    ['image/gif', 'GIF87arest'],
    ['image/webp', 'RIFF\x00\x00\x00\x00WEBPVP8Lrest'],
    [null, '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    [null, '<!doctype html><script>1</script>'],
    [null, 'GIF90a'],
    [null, 'XXXX\x00\x00\x00\x00WEBPVP8L'],
    [null, '\x89PNG'],
    [null, ''],
  ])('is %s by its first bytes, not by its name', (type, head) => {
    expect(pictureType(bytes(head))).toBe(type)
  })
})
