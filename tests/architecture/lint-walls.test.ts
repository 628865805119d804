import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createScratchHouse, type ScratchHouse } from './scratch-house.ts'

type Breach = { readonly rule: string; readonly file: string; readonly code: string }

const imports = 'eslint(no-restricted-imports)'
const properties = 'eslint(no-restricted-properties)'

const breaches: readonly Breach[] = [
  { rule: imports, file: 'shared/a.ts', code: "import { join } from 'node:path'\nexport const a = join\n" },
  {
    rule: imports,
    file: 'shared/b.ts',
    code: "import { createApp } from '#core/app.ts'\nexport const b = createApp\n",
  },
  { rule: imports, file: 'electron/core/a.ts', code: "import { app } from 'electron'\nexport const a = app\n" },
  { rule: imports, file: 'electron/core/b.ts', code: "import { useState } from 'react'\nexport const b = useState\n" },
  {
    rule: imports,
    file: 'electron/core/c.ts',
    code: "import en from '#locales/en/common.json'\nexport const c = en\n",
  },
  {
    rule: imports,
    file: 'electron/core/d.ts',
    code: "import { d as it } from '../browser/server.ts'\nexport const d = it\n",
  },
  {
    rule: imports,
    file: 'electron/core/e.ts',
    code: "import { hold } from '#tests/helpers/hold.ts'\nexport const e = hold\n",
  },
  { rule: imports, file: 'electron/browser/a.ts', code: "import { app } from 'electron'\nexport const a = app\n" },
  { rule: imports, file: 'electron/cli/a.ts', code: "import { b } from '../browser/server.ts'\nexport const a = b\n" },
  {
    rule: imports,
    file: 'electron/desktop/a.ts',
    code: "import { b } from '#renderer/main.tsx'\nexport const a = b\n",
  },
  {
    rule: imports,
    file: 'electron/desktop/preload.ts',
    code: "import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n",
  },
  {
    rule: imports,
    file: 'renderer/a.ts',
    code: "import { createApp } from '#core/app.ts'\nexport const a = createApp\n",
  },
  { rule: imports, file: 'renderer/b.ts', code: "import { join } from 'node:path'\nexport const b = join\n" },
  {
    rule: imports,
    file: 'renderer/design/a.ts',
    code: "import { useTranslation } from 'react-i18next'\nexport const a = useTranslation\n",
  },
  {
    rule: imports,
    file: 'renderer/design/b.ts',
    code: "import { api } from '#renderer/rpc/api.ts'\nexport const b = api\n",
  },
  { rule: properties, file: 'electron/core/clock.ts', code: 'export const now = (): number => Date.now()\n' },
  { rule: properties, file: 'electron/core/dice.ts', code: 'export const roll = (): number => Math.random()\n' },
  {
    rule: properties,
    file: 'electron/core/place.ts',
    code: "export const home = (): unknown => process.env['HOME']\n",
  },
  {
    rule: 'eslint(no-console)',
    file: 'electron/core/talk.ts',
    code: "export const talk = (): void => console.log('hi')\n",
  },
  { rule: 'eslint(no-console)', file: 'renderer/talk.ts', code: "export const talk = (): void => console.log('hi')\n" },
  {
    rule: 'react(no-danger)',
    file: 'renderer/danger.tsx',
    code: 'export const Danger = ({ html }: { html: string }) => <p dangerouslySetInnerHTML={{ __html: html }} />\n',
  },
  {
    rule: 'typescript(no-floating-promises)',
    file: 'electron/core/floating.ts',
    code: 'const later = async (): Promise<void> => {}\nexport const go = (): void => {\n  later()\n}\n',
  },
  {
    rule: 'typescript(no-misused-promises)',
    file: 'electron/core/misused.ts',
    code: 'const later = async (): Promise<boolean> => true\nexport const go = (): number => {\n  if (later()) return 1\n  return 2\n}\n',
  },
  {
    rule: 'typescript(switch-exhaustiveness-check)',
    file: 'shared/choice.ts',
    code: "export const size = (of: 'cat' | 'dog'): number => {\n  switch (of) {\n    case 'cat':\n      return 1\n  }\n  return 2\n}\n",
  },
  { rule: 'typescript(no-explicit-any)', file: 'shared/any.ts', code: 'export const a = (b: any): void => void b\n' },
  {
    rule: 'typescript(consistent-type-definitions)',
    file: 'shared/shape.ts',
    code: 'export interface A {\n  b: number\n}\n',
  },
  { rule: 'import(no-default-export)', file: 'shared/default.ts', code: 'export default 1\n' },
  { rule: 'eslint(max-lines)', file: 'shared/long.ts', code: 'export {}\n'.repeat(401) },
]

const lawful = {
  'shared/lawful.ts': "import { z } from 'zod'\nexport const a = z.string()\n",
  'electron/core/lawful.ts': "import { join } from 'node:path'\nexport const a = join('a', 'b')\n",
  'electron/desktop/lawful.ts': "import { app } from 'electron'\nexport const a = app\n",
  'electron/cli/lawful.ts': "export const say = (): void => console.log('hi')\n",
}

type Report = { diagnostics: { code: string; filename: string }[] }

describe('the linter', () => {
  let house: ScratchHouse
  let found: readonly string[] = []

  beforeAll(async () => {
    house = await createScratchHouse()
    await house.write(lawful)
    await house.write(Object.fromEntries(breaches.map(({ file, code }) => [file, code])))
    const report: Report = JSON.parse(
      await house.run('oxlint/bin/oxlint', '-f', 'json', 'shared', 'electron', 'renderer'),
    )
    found = report.diagnostics.map(({ code, filename }) => `${code} ${filename}`)
  }, 60_000)
  afterAll(() => house[Symbol.asyncDispose]())

  test.each(breaches)('$rule refuses $file', ({ rule, file }) => {
    expect(found).toContain(`${rule} ${file}`)
  })

  test.each(Object.keys(lawful))('a lawful %s is let through', (file) => {
    expect(found.filter((problem) => problem.endsWith(` ${file}`))).toEqual([])
  })
})
