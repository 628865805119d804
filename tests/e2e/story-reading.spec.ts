import type { Page } from '@playwright/test'
import { languages, type Language } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const count = 420
const readUpTo = 411
const day = 24 * 60 * 60 * 1_000
const start = Date.UTC(2024, 9, 5, 9)

/** Two years of a talk; every sixtieth message has what is looked for, in one script or the other. */
const said = Array.from({ length: count }, (_, index) => {
  const marked = index % 60 === 31
  const word = index % 120 === 31 ? '晚安，臺灣' : '晚安，台湾'
  const text = marked ? `**${word}** number ${index}` : `Line ${index}. ${'Rain on the harbour. '.repeat(index % 5)}`
  return {
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    text,
    at: start + Math.floor(index * 1.7 * day),
  }
})
const hits = said.filter(({ text }) => text.includes('晚安')).length

const test = base.extend<{ readonly language: Language }>({
  language: ['en', { option: true }],
  profile: async ({ profile, language }, use) => {
    seedThread({ profile, language, passphrase, name: '知夏 June', said, readUpTo })
    await use(profile)
  },
})

/** What is lit up: all spellings in view, and how often the hit stands there that one is at. */
const lit = (page: Page): Promise<{ readonly words: readonly string[]; readonly here: number }> =>
  page.evaluate(() => {
    const ranges = ['found', 'found-here'].map((name) => [...(CSS.highlights.get(name) ?? [])].map(String))
    return { words: [...new Set(ranges.flat())].toSorted(), here: ranges[1]?.length ?? 0 }
  })

const inView = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('article[data-message]')]
    const top = rows[0]?.closest('[role="region"]')?.getBoundingClientRect().top ?? 0
    return rows.find((row) => row.getBoundingClientRect().bottom > top + 1)?.textContent ?? ''
  })

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })

    test('a long thread opens where it was left, is searched from hit to hit, and is walked by its months', async ({
      keepsake,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, field, heading, message, composer } = person
      const search = page.getByRole('textbox', { name: words('chat:find.label'), exact: true })
      const status = page.getByRole('search').getByRole('status')
      const place = (number: number) => words('chat:find.place', { number: `${number}`, total: `${hits}` })

      await test.step('what came since stands under a line, and reading on counts it down to nothing', async () => {
        await person.unlock()
        await expect(heading('chat:reading.newSince')).toBeInViewport()
        await expect(message(`Line ${readUpTo + 1}.`)).toBeInViewport()
        await expectAccessible(page, 'a thread with new words')
        const below = page.getByRole('button', {
          name: new RegExp(words('chat:reading.below', { count: 7 }).replace('7', String.raw`\d+`)),
        })
        await expect(below).toBeVisible()
        await message(`Line ${readUpTo + 1}.`).hover()
        await page.mouse.wheel(0, 4_000)
        await expect(message(`Line ${count - 1}.`)).toBeInViewport()
        await expect(below).toBeHidden()
      })

      await test.step('both scripts are found and lit up; Enter goes up, Shift+Enter and F3 too', async () => {
        await composer.focus()
        await page.keyboard.press('Control+f')
        await expect(search).toBeFocused()
        await search.fill('晚安，台湾')
        await expect(status).toHaveText(place(1))
        await expect.poll(async () => (await lit(page)).here).toBe(1)
        await page.keyboard.press('Enter')
        await page.keyboard.press('F3')
        await expect(status).toHaveText(place(3))
        await page.keyboard.press('Shift+Enter')
        await expect(status).toHaveText(place(2))
        await expect.poll(async () => (await lit(page)).here).toBe(1)
        await expect(message(/晚安，[台臺]/)).toBeVisible()
        await search.fill('晚')
        await expect(status).toHaveText(place(2))
        await expect.poll(async () => (await lit(page)).words).toEqual(['晚'])
        await expectAccessible(page, 'finding in a thread')
        await search.fill('没有这句话')
        await expect(status).toHaveText(words('chat:find.nothing'))
        await page.keyboard.press('Escape')
        await expect(composer).toBeFocused()
        expect(await lit(page)).toEqual({ words: [], here: 0 })
      })

      await test.step('the months beside the thread are a slider: keys go by the month and by the year', async () => {
        const slider = page.getByRole('slider', { name: words('chat:places.scrubber') })
        await slider.press('Home')
        await expect(message('Line 0.')).toBeInViewport()
        await expect(slider).toHaveAttribute('aria-valuetext', /2024/)
        await slider.press('PageDown')
        await expect(slider).toHaveAttribute('aria-valuetext', /2025/)
        await expectAccessible(page, 'the months of a thread')
      })

      await test.step('it opens again where it was left, and the heading of another page is heard', async () => {
        await expect.poll(() => inView(page)).not.toContain('Line 0.')
        const left = await inView(page)
        await button('common:settings').click()
        await expect(page.locator('main h1')).toBeFocused()
        await page.goBack()
        await expect.poll(() => inView(page)).toBe(left)
        await expect(composer).toBeFocused()
      })

      await test.step('the side panel has its pages, one an arrow key from the next', async () => {
        await button('chat:header.panel').click()
        const tab = (key: string) => page.getByRole('tab', { name: words(key), exact: true })
        await tab('chat:places.media').click()
        await expect(page.getByRole('tabpanel')).toContainText(words('chat:places.none.image'))
        await expectAccessible(page, 'the media of a thread')
        await page.keyboard.press('Home')
        await expect(tab('chat:panel.title')).toBeFocused()
        await field('chat:panel.jump').fill('2025-03-01')
        await button('chat:panel.go').click()
        await expect(page.locator('time[datetime^="2025-03"]').first()).toBeInViewport()
        await button('chat:panel.close').click()
      })

      await test.step('found words are shown without marks, and lead to their place', async () => {
        await person.link('chat:sidebar.search').click()
        await field('library:search.placeholder').fill('晚安')
        const hit = page.getByRole('listitem').getByRole('button').filter({ hasText: '晚安' }).first()
        await expect(hit).toContainText('number')
        await expect(page.getByRole('main')).not.toContainText('**')
        await hit.click()
        await expect(page.getByRole('article').filter({ hasText: 'number 391' })).toBeFocused()
      })
    })
  })
}
