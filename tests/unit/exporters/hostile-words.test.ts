import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { describe, expect, it } from 'vitest'
import type { ExportFormat } from '#shared/model/export.ts'
import { createKeptVault, whole } from '#tests/helpers/kept-vault.ts'

const script = '<script>boom()</script><img src=x onerror=boom()>'
const remote = '![spy](https://spy.example/beacon.png) [run](javascript:boom()) <https://a.example>'
/** Marks that pair otherwise once something else of the words is taken for what it is. */
const knots = [
  'a ` b\n` <b onclick=boom()> `',
  '``` <b> ` <i onload=boom()> ```',
  '<x `> ` <b onclick=boom()> `',
  '```a`b\n<script>boom()</script>',
  '```\nopen',
  '```\n<u onclick=boom()>',
]
const spoofed = '\u202egnp.exe\u2066'
const formulas = ['=cmd|calc', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', ' =1', '"quoted", =1']
const names = ['CON', 'nul.txt', '../../etc/passwd', 'a'.repeat(400), spoofed, 'C:\\x', '. .', 'LPT1. ']

function hostileVault() {
  const vault = createKeptVault()
  const { rooms } = vault
  const { id, lifelongId } = rooms.companions.create({
    profile: { name: script.slice(0, 100), description: script, greeting: '' },
    binding: null,
    createdAt: 5,
  })
  rooms.revisions.insert(
    { subject: 'letter', companionId: id },
    { body: `${script}\n${remote}`, length: 9, begunAt: 1 },
  )
  const texts = [script, remote, ...knots, `\`\`\`html\n${script}\n\`\`\`\nafter \`<b>\` <b>`, spoofed, ...formulas]
  let parentId = null
  for (const [index, text] of texts.entries()) {
    const role = index % 2 === 0 ? 'assistant' : 'user'
    const message = rooms.messages.append({
      conversationId: lifelongId,
      parentId,
      role,
      author: text,
      model: role === 'assistant' ? `"><script>${index}` : null,
      createdAt: 1_700_000_000_000 + index,
      parts: [
        { kind: 'text', text },
        { kind: 'file', assetId: null, pointer: null, name: `"><script>x${spoofed}`, mime: null, size: null },
      ],
      state: 'complete',
    })
    rooms.marks.add(message.id, { kind: 'favourite', note: script }, 1)
    parentId = message.id
  }
  for (const title of names) {
    const conversation = rooms.conversations.create({ companionId: id, kind: 'ordinary', title, createdAt: 9 })
    rooms.messages.append({
      conversationId: conversation.id,
      parentId: null,
      role: 'user',
      createdAt: 10,
      parts: [{ kind: 'text', text: title }],
      state: 'complete',
    })
  }
  return vault
}

const textOf = (files: ReadonlyMap<string, Buffer>, ending: string) =>
  [...files].flatMap(([path, bytes]) => (path.endsWith(ending) ? [bytes.toString()] : [])).join('\n')

describe('hostile words on their way out', () => {
  it.each(['html', 'book'] as const)('become no element and no attribute of a page (%s)', (format) => {
    using vault = hostileVault()
    const pages = textOf(vault.take({ format }), '.html')
    expect(pages).toContain('&lt;script&gt;boom()')
    expect(pages).not.toMatch(/<script>(?!$)/)
    expect(pages).not.toMatch(/<img(?![^>]*src="(?:data:|\.\.\/))/)
    expect(pages).not.toMatch(/<[^>]*\son\w+\s*=/i)
    expect(pages).not.toMatch(/href="(?:javascript|data|vbscript)/i)
    expect(pages).not.toMatch(/src="https?:/)
  })

  it('are left as they were in code, and do nothing elsewhere, as Markdown', () => {
    using vault = hostileVault()
    const notes = textOf(vault.take({ format: 'markdown' }), '.md')
    expect(notes).toContain('\\<script>boom()')
    expect(notes).toContain('```html\n<script>boom()')
    expect(notes).toContain('after `<b>` \\<b>')
    expect(notes).toContain('\\![spy]')
    expect(notes).toContain('[run\\](javascript:')
    const seen = unified().use(remarkParse).use(remarkGfm)
    for (const [path, bytes] of vault.take({ format: 'markdown' })) {
      const active = JSON.stringify(seen.parse(bytes.toString()), (key, value: unknown) =>
        key === 'position' ? undefined : value,
      )
      expect(`${path} ${active}`).not.toMatch(/"type":"(?:html|image)"|"url":"javascript:/)
    }
  })

  it('are never a formula in a table, and every cell is read back as it was', () => {
    using vault = hostileVault()
    const table = textOf(vault.take({ format: 'csv' }), '.csv')
    const cells = [
      ...table.replace('\ufeff', '').matchAll(/(?<=^|,|\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r?\n|$)/g),
    ]
    const values = cells.map(([, quoted, plain]) => (quoted ?? plain ?? '').replaceAll('""', '"'))
    for (const value of values) expect(value).not.toMatch(/^\s*[=+\-@＝＋－＠]/u)
    for (const text of formulas) expect(values).toContain(/^["]/.test(text) ? text : `'${text}`)
  })

  it.each(['markdown', 'text', 'sillytavern', 'html'] as const)(
    'as names lead nowhere else, and every system can have the file (%s)',
    (format: ExportFormat) => {
      using vault = hostileVault()
      const paths = [...vault.take({ format }).keys()]
      expect(paths.length).toBeGreaterThan(names.length)
      expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length)
      for (const path of paths) {
        for (const segment of path.split('/')) {
          expect(segment).not.toMatch(/[<>:"\\|?*\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]|^\.+$|[. ]$/)
          expect(segment).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
          expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255)
        }
      }
    },
  )

  it('are one line of JSON Lines each, and the same words again', () => {
    using vault = hostileVault()
    const said = [...vault.take({ format: 'sillytavern' })].flatMap(([path, bytes]) =>
      path.endsWith('.json')
        ? []
        : bytes
            .toString()
            .split('\n')
            .flatMap((line) => (JSON.parse(line) as { mes?: string }).mes ?? []),
    )
    for (const text of [script, remote, ...knots, ...formulas]) expect(said).toContain(text)
  })
})

it('no form holds a key, a header, an address or a proxy', () => {
  using vault = hostileVault()
  const { database } = vault
  const canary = 'sk-canary-7f3a9'
  database.run(
    `INSERT INTO provider (preset, name, base_url, api_key, key_origin, headers_json, created_at)
     VALUES ('custom', 'Lamp', ?, ?, ?, ?, 1)`,
    `https://${canary}.example/v1`,
    canary,
    `https://${canary}.example`,
    JSON.stringify({ 'x-secret': canary }),
  )
  database.run(`INSERT INTO setting (key, value_json) VALUES ('proxy', ?)`, JSON.stringify({ password: canary }))
  const [companion] = vault.rooms.companions.list()
  const providerId = database.get<{ id: number }>('SELECT id FROM provider')?.id
  database.run(
    'UPDATE companion SET provider_id = ?, model = ? WHERE id = ?',
    providerId ?? 0,
    'm-1',
    companion?.id ?? 0,
  )
  const formats = ['json', 'markdown', 'html', 'book', 'text', 'sillytavern', 'finetune', 'csv'] as const
  for (const format of formats) {
    const files = vault.take({ format, choices: whole })
    for (const [path, bytes] of files) expect(`${path}\n${bytes.toString()}`).not.toContain(canary)
  }
  // What a companion speaks through is told by the name the person gave it.
  expect(vault.take({}).get('keepsake.json')?.toString()).toContain('{"provider":"Lamp","model":"m-1"}')
})
