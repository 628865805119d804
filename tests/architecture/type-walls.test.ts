import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createScratchHouse, type ScratchHouse } from './scratch-house.ts'

type Breach = { readonly error: string; readonly file: string; readonly code: string }

const breaches: readonly Breach[] = [
  { error: 'TS2584', file: 'shared/page.ts', code: 'export const title = (): string => document.title\n' },
  { error: 'TS2591', file: 'shared/process.ts', code: 'export const id = (): number => process.pid\n' },
  { error: 'TS2584', file: 'electron/core/page.ts', code: 'export const title = (): string => document.title\n' },
  { error: 'TS2591', file: 'renderer/process.ts', code: 'export const id = (): number => process.pid\n' },
  { error: 'TS1294', file: 'shared/colour.ts', code: 'export enum Colour {\n  Red,\n}\n' },
  {
    error: 'TS1484',
    file: 'shared/type-import.ts',
    code: "import { Other } from './other.ts'\nexport type A = Other\n",
  },
  { error: 'TS2322', file: 'shared/index-access.ts', code: 'export const first = (of: string[]): string => of[0]\n' },
]

describe('the compiler', () => {
  let house: ScratchHouse
  let output = ''

  beforeAll(async () => {
    house = await createScratchHouse()
    await house.write({
      'shared/other.ts': 'export type Other = number\n',
      'electron/desktop/lawful.ts': "import { app } from 'electron'\nexport const name = (): string => app.name\n",
      'electron/browser/lawful.ts': 'export const id = (): number => process.pid\n',
      'electron/cli/lawful.ts': 'export const id = (): number => process.pid\n',
    })
    await house.write(Object.fromEntries(breaches.map(({ file, code }) => [file, code])))
    output = await house.run('typescript/bin/tsc', '-b', '--pretty', 'false')
  }, 60_000)
  afterAll(() => house[Symbol.asyncDispose]())

  test.each(breaches)('$error refuses $file', ({ error, file }) => {
    const name = file.replaceAll('.', String.raw`\.`)
    expect(output).toMatch(new RegExp(`^${name}\\(\\d+,\\d+\\): error ${error}\\b`, 'm'))
  })

  test('lawful files of the hosts are let through', () => {
    expect(output).not.toMatch(/lawful\.ts/)
  })
})
