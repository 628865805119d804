import { type Language, languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const name = '小满 Mallow'
const dayMs = 86_400_000
const dateOf = (time: number) => new Date(time).toLocaleDateString('sv-SE')
const minute = 60_000
const first = Date.parse('2024-09-15T12:00:00')
const daysSince = Math.round((new Date().setHours(12, 0, 0, 0) - first) / dayMs)
const walked = Date.parse('2025-06-11T12:00:00')

const said = [
  { text: 'Hello, are you there? 你在吗 🌙', at: first },
  { text: '在。灯塔边上起雾了 the lighthouse 🌙', at: first + minute, model: 'gpt-4o' },
  { text: '我们去看灯塔 lighthouse', at: walked },
  { text: '走吧 ✨', at: walked + minute, model: 'gpt-4o' },
  { text: '九天以后', at: walked + 8 * dayMs },
  { text: '还在', at: walked + 8 * dayMs + minute, model: 'gpt-5' },
].map((one, index) => ({ ...one, role: index % 2 === 0 ? ('user' as const) : ('assistant' as const) }))

const test = base.extend<{ readonly language: Language }>({
  language: ['en', { option: true }],
  profile: async ({ profile, language }, use) => {
    seedThread({ profile, language, passphrase, name, said })
    await use(profile)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })

    test('the years are told with exact numbers, walked through by keys, and lead back into the thread', async ({
      keepsake,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words } = person
      const story = page.getByRole('link', { name: words('story:title'), exact: true })
      const section = (key: string) => page.locator('section').filter({ has: person.heading(key) })

      await test.step('how it began, how long it has been, and how much each has said', async () => {
        await person.unlock()
        await story.click()
        await expect(page.getByRole('main').getByText(String(daysSince), { exact: true })).toBeVisible()
        await expect(section('story:first')).toContainText('Hello, are you there? 你在吗')
        const characters = page.getByRole('row', { name: words('story:amounts.characters') })
        await expect(characters.getByRole('cell')).toHaveText(['13', '12'])
        const spelled = page.getByRole('row', { name: words('story:amounts.words') })
        await expect(spelled.getByRole('cell')).toHaveText(['5', '2'])
        await expect(section('story:shared.title')).toContainText('lighthouse')
        await expect(section('story:shared.title')).toContainText('🌙')
        await expect(section('story:voices.title').getByRole('listitem')).toHaveText([/gpt-4o/, /gpt-5/])
      })

      await test.step('numbers stand behind every drawing', async () => {
        for (const table of await person.button('story:table').all()) await table.click()
        await expect(page.getByRole('region', { name: words('story:hours.title') }).getByRole('row')).toHaveCount(25)
        await page.getByRole('combobox', { name: words('story:column.year') }).click()
        await page.getByRole('option', { name: /2024/ }).click()
        await expect(page.getByRole('region', { name: words('story:calendar.title') }).getByRole('row')).toHaveCount(2)
        await page.setViewportSize({ width: 420, height: 800 })
        await expectAccessible(page, 'our story in a narrow window, with its tables')
        expect(await page.evaluate(() => document.querySelector('main')?.scrollWidth)).toBeLessThanOrEqual(420)
        await page.setViewportSize({ width: 1280, height: 800 })
      })

      await test.step('keys walk to a day, which leads to its first words', async () => {
        const year = page.getByRole('grid', { name: /2025/ })
        await year.locator('[tabindex="0"]').focus()
        await page.keyboard.press('ArrowLeft')
        await page.keyboard.press('ArrowUp')
        const day = year.locator(`[data-date="${dateOf(walked)}"]`)
        await expect(day).toBeFocused()
        await expect(day).toHaveAccessibleName(new RegExp(words('story:amount.messages', { count: 2, number: '2' })))
        await page.keyboard.press('Enter')
        await expect(person.message('我们去看灯塔')).toBeVisible()
      })

      await test.step('what is taken out of the thread is taken out of the figures', async () => {
        await person.message('走吧').focus()
        await page.keyboard.press('Shift+F10')
        await page.getByRole('menuitem', { name: words('chat:action.delete'), exact: true }).click()
        await expect(person.message('走吧')).toHaveCount(0)
        await story.click()
        await expect(
          page
            .getByRole('row', { name: words('story:amounts.messages') })
            .first()
            .getByRole('cell'),
        ).toHaveText(['3', '2'])
      })
    })
  })
}
