import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createScratchHouse, type ScratchHouse } from './scratch-house.ts'

type Breach = { readonly rule: string; readonly file: string; readonly code: string }

const residents = {
  'shared/contract/index.ts': 'export const contract = 1\n',
  'electron/core/app.ts': 'export const createApp = (): number => 1\n',
  'electron/core/store/database.ts': 'export const open = (): number => 1\n',
  'electron/core/vault/vault.ts': 'export const vault = 1\nexport type Vault = { id: number }\n',
  'electron/core/chat/message-repository.ts': 'export const messages = 1\n',
  'electron/desktop/window.ts': 'export const open = 1\n',
  'electron/browser/server.ts': 'export const listen = 1\n',
  'renderer/app/routes.tsx': 'export const Routes = 1\n',
  'renderer/app/paths.ts': 'export const paths = 1\n',
  'renderer/rpc/api.ts': 'export const api = 1\n',
  'renderer/features/chat/ChatPage.tsx': 'export const ChatPage = 1\n',
}

const breaches: readonly Breach[] = [
  {
    rule: 'no-cycles',
    file: 'electron/core/chat/egg.ts',
    code: "export { hen } from './hen.ts'\nexport const egg = 1\n",
  },
  {
    rule: 'shared-is-pure',
    file: 'shared/model/a.ts',
    code: "import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n",
  },
  { rule: 'shared-is-pure', file: 'shared/model/b.ts', code: "import { Hono } from 'hono'\nexport const b = Hono\n" },
  {
    rule: 'core-is-host-free',
    file: 'electron/core/chat/a.ts',
    code: "import { listen } from '../../browser/server.ts'\nexport const a = listen\n",
  },
  {
    rule: 'core-is-host-free',
    file: 'electron/core/chat/types.ts',
    code: "import type { BrowserWindow } from 'electron'\nexport type A = BrowserWindow\n",
  },
  {
    rule: 'domains-are-strangers',
    file: 'electron/core/chat/b.ts',
    code: "import { vault } from '../vault/vault.ts'\nexport const b = vault\n",
  },
  {
    rule: 'sql-stays-home',
    file: 'electron/core/search/c.ts',
    code: "import { messages } from '../chat/message-repository.ts'\nexport const c = messages\n",
  },
  {
    rule: 'store-knows-no-domain',
    file: 'electron/core/store/d.ts',
    code: "import { vault } from '../vault/vault.ts'\nexport const d = vault\n",
  },
  {
    rule: 'hosts-are-thin',
    file: 'electron/browser/a.ts',
    code: "import { open } from '../desktop/window.ts'\nexport const a = open\n",
  },
  {
    rule: 'hosts-are-thin',
    file: 'electron/desktop/a.ts',
    code: "import { api } from '../../renderer/rpc/api.ts'\nexport const a = api\n",
  },
  {
    rule: 'electron-lives-in-desktop',
    file: 'electron/cli/a.ts',
    code: "import { app } from 'electron'\nexport const a = app\n",
  },
  {
    rule: 'preload-is-alone',
    file: 'electron/desktop/preload.ts',
    code: "import { contextBridge } from 'electron'\nimport { open } from './window.ts'\nexport const a = [contextBridge, open]\n",
  },
  {
    rule: 'renderer-knows-the-contract-only',
    file: 'renderer/rpc/a.ts',
    code: "import { createApp } from '#core/app.ts'\nexport const a = createApp\n",
  },
  {
    rule: 'renderer-runs-without-node',
    file: 'renderer/rpc/b.ts',
    code: "import { join } from 'node:path'\nexport const b = join\n",
  },
  {
    rule: 'features-are-strangers',
    file: 'renderer/features/library/A.tsx',
    code: "import { ChatPage } from '../chat/ChatPage.tsx'\nexport const A = ChatPage\n",
  },
  {
    rule: 'features-are-strangers',
    file: 'renderer/features/library/lazy.ts',
    code: "export const load = () => import('#renderer/features/chat/ChatPage.tsx')\n",
  },
  {
    rule: 'features-see-paths-not-the-app',
    file: 'renderer/features/library/b.ts',
    code: "import { Routes } from '#renderer/app/routes.tsx'\nexport const b = Routes\n",
  },
  {
    rule: 'design-knows-nobody',
    file: 'renderer/design/A.tsx',
    code: "import { api } from '#renderer/rpc/api.ts'\nexport const A = api\n",
  },
]

const lawful = {
  'electron/core/chat/lawful.ts':
    "import { open } from '../store/database.ts'\nimport type { Vault } from '../vault/vault.ts'\nimport { messages } from './message-repository.ts'\nexport const all = [open, messages]\nexport type A = Vault\nexport const last = () => {\n  using it = { [Symbol.dispose]: () => {} }\n  return it\n}\n",
  'electron/core/session.ts':
    "import { messages } from './chat/message-repository.ts'\nimport { vault } from './vault/vault.ts'\nexport const all = [messages, vault]\n",
  'electron/browser/lawful.ts': "import { createApp } from '#core/app.ts'\nexport const a = createApp\n",
  'electron/desktop/lawful.ts': "import { app } from 'electron'\nexport const a = app\n",
  'renderer/features/library/lawful.ts':
    "import { paths } from '#renderer/app/paths.ts'\nimport { api } from '#renderer/rpc/api.ts'\nimport type { contract } from '#shared/contract/index.ts'\nexport const all = [paths, api]\nexport type A = typeof contract\n",
}

type Report = { summary: { violations: { from: string; rule: { name: string } }[] } }

describe('the graph of imports', () => {
  let house: ScratchHouse
  let found: readonly string[] = []

  beforeAll(async () => {
    house = await createScratchHouse()
    await house.write(residents)
    await house.write({ 'electron/core/chat/hen.ts': "export { egg } from './egg.ts'\nexport const hen = 1\n" })
    await house.write(lawful)
    await house.write(Object.fromEntries(breaches.map(({ file, code }) => [file, code])))
    const tool = 'dependency-cruiser/bin/dependency-cruiser.mjs'
    const output = await house.run(
      tool,
      '--config',
      '.dependency-cruiser.cjs',
      '-T',
      'json',
      'shared',
      'electron',
      'renderer',
    )
    const report: Report = JSON.parse(output)
    found = report.summary.violations.map(({ from, rule }) => `${rule.name} ${from}`)
  }, 60_000)
  afterAll(() => house[Symbol.asyncDispose]())

  test.each(breaches)('$rule refuses $file', ({ rule, file }) => {
    expect(found).toContain(`${rule} ${file}`)
  })

  test.each(Object.keys(lawful))('a lawful %s is let through', (file) => {
    expect(found.filter((violation) => violation.endsWith(` ${file}`))).toEqual([])
  })
})
