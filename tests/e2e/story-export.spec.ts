import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { openZip } from '#core/importers/files/zip-source.ts'
import { type Language, languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { go } from './go.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const plum = {
  en: ['Tell me about the plums.', 'They were ripe, and so blue. <b onclick="boom()">boom</b>'],
  'zh-Hans': ['跟我说说那些梅子。', '都熟了，蓝得很。<b onclick="boom()">boom</b>'],
  'zh-Hant': ['跟我說說那些梅子。', '都熟了，藍得很。<b onclick="boom()">boom</b>'],
} as const satisfies Record<Language, readonly [string, string]>

const otherScript = { en: 'en', 'zh-Hans': 'zh-Hant', 'zh-Hant': 'zh-Hans' } as const satisfies Record<
  Language,
  Language
>

const test = base.extend<{ readonly language: Language }>({
  language: ['en', { option: true }],
  profile: async ({ profile, language }, use) => {
    const [asked, told] = plum[language]
    const at = Date.UTC(2025, 11, 30, 13)
    const said = [
      { role: 'user' as const, text: asked, at },
      { role: 'assistant' as const, text: told, at: at + 60_000, model: 'gpt-4o' },
      { role: 'user' as const, text: '=1+1', at: at + 9 * 86_400_000 },
    ]
    seedThread({ profile, language, passphrase, name: '小满', said, baseUrl: 'http://127.0.0.1:9/v1' })
    await use(profile)
  },
})

/** Presses the button and puts what comes of it into a folder. */
async function take(page: Page, press: () => Promise<void>, folder: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  const file = path.join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}

async function unpack(file: string, into: string): Promise<void> {
  const bytes = await readFile(file)
  const zip = await openZip({
    size: bytes.length,
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => undefined,
  })
  for (const entry of zip.files) {
    const target = path.join(into, entry.name)
    await mkdir(path.dirname(target), { recursive: true })
    const pieces: Buffer[] = []
    for await (const piece of entry.read()) pieces.push(piece)
    await writeFile(target, Buffer.concat(pieces))
  }
  await zip.close()
}

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('everything is taken away as a site that is read and searched offline, and one conversation as text', async ({
      keepsake,
    }, info) => {
      const { page, words, button, unlock, composer, heading, field } = createPerson(keepsake, language)
      const form = (name: string) =>
        page.getByRole('radio', { name: words(`export:formats.${name}.name`), exact: true })
      const [asked, told] = plum[language]
      const spoken = told.slice(0, told.indexOf('<'))

      await test.step('a site of everything', async () => {
        await unlock()
        await expect(composer).toBeVisible()
        await go(page, '/export')
        await expect(heading('export:title')).toBeVisible()
        await expect(form('json')).toBeChecked()
        await form('finetune').check()
        await expectAccessible(page, 'taking it away')
        await form('html').check()
        await button('export:write').click()
        await expect(page.getByText(words('export:needPassphrase'))).toBeVisible()
        await field('common:keys.passphraseCurrent').fill(passphrase)
        const file = await take(page, () => button('export:write').click(), info.outputDir)
        await expect(page.getByRole('status').filter({ hasText: path.basename(file) })).toBeVisible()
        await unpack(file, info.outputPath('site'))
      })

      await test.step('read in both themes with nothing but a browser', async () => {
        const site = await page.context().newPage()
        const trouble: string[] = []
        // What judges the page would fetch its style once more, which the page's own rules rightly refuse.
        const ofTheJudge = /^Connecting to '[^']*style\.css'|^Couldn't load preload assets/
        site.on('console', (message) => {
          if (!ofTheJudge.test(message.text())) trouble.push(message.text())
        })
        site.on('pageerror', (error) => trouble.push(error.message))
        await site.goto(pathToFileURL(info.outputPath('site/index.html')).href)
        await expectAccessible(site, 'the first page of the site')
        await site.getByRole('searchbox').fill(plum[otherScript[language]][0].slice(0, 5))
        await expect(site.getByRole('link', { name: asked })).toBeVisible()
        await site.getByRole('searchbox').fill(spoken.slice(0, 4).toUpperCase())
        await site.getByRole('link', { name: spoken }).click()
        await expect(site.getByRole('article').filter({ hasText: 'gpt-4o' })).toContainText('<b onclick="boom()">')
        await expectAccessible(site, 'a month of the site')
        await site.emulateMedia({ colorScheme: 'dark' })
        await expectAccessible(site, 'a month of the site at night')
        await site.locator('a[rel=next]').click()
        await expect(site.getByRole('article')).toContainText('=1+1')
        expect(trouble).toEqual([])
        await site.close()
      })

      await test.step('the book for printing, in the language it was asked for', async () => {
        await form('book').check()
        await field('common:keys.passphraseCurrent').fill(passphrase)
        const file = await take(page, () => button('export:write').click(), info.outputDir)
        const book = await page.context().newPage()
        await book.goto(pathToFileURL(file).href)
        await expect(book.getByRole('heading', { level: 1, name: '小满' })).toBeVisible()
        await expect(book.locator('html')).toHaveAttribute('lang', language)
        await book.close()
      })

      await test.step('the same book as a PDF, with its pages and its chapters', async () => {
        await form('pdf').check()
        await field('common:keys.passphraseCurrent').fill(passphrase)
        const file = await take(page, () => button('export:write').click(), info.outputDir)
        expect(path.extname(file)).toBe('.pdf')
        const pdf = await readFile(file, 'latin1')
        expect(pdf.startsWith('%PDF-')).toBe(true)
        expect(pdf.match(/\/Type ?\/Page\b/g)?.length ?? 0).toBeGreaterThan(3)
        expect(pdf).toContain('/Outlines')
      })

      await test.step('one conversation, from its own menu, as a table that runs nothing', async () => {
        await go(page, '/')
        await button('chat:header.menu').click()
        await page.getByRole('menuitem', { name: words('export:title') }).click()
        await expect(page.getByText(words('export:subject.conversation', { name: '小满' }))).toBeVisible()
        await form('csv').check()
        const file = await take(page, () => button('export:write').click(), info.outputDir)
        expect(await readFile(file, 'utf8')).toContain(`"'=1+1"`)
      })
    })
  })
}
