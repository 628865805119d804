import { languages, type Language } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { libraryWords } from './library-words.ts'
import { createPerson, passphrase } from './person.ts'
import { runSeed } from './run-seed.ts'

const year = (number: number) => Date.UTC(number, 4, 20, 12)

const test = base.extend<{ readonly language: Language }>({
  language: ['en', { option: true }],
  profile: async ({ profile, language }, use) => {
    const { titles, tale, rare, ...seed } = libraryWords[language]
    const talks = titles.map((title, index) => ({
      title,
      at: year(2024) + index * 1_000,
      said: [title, tale[1] ?? ''],
    }))
    const conversations = [
      ...talks,
      { title: '1', at: year(2023), said: ['?', `**${rare[0]}** (｡•́︿•̀｡)`] },
      { title: 'lake', at: year(2025), said: [...tale, '…', '。'], model: 'gpt-5' },
      { title: 'lake again', at: year(2025), said: tale, app: 'sillytavern' as const },
    ]
    runSeed('seed-library.ts', { profile, language, passphrase, conversations, ...seed })
    await use(profile)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('every word is found and opens in its place; conversations are put in order, many at once', async ({
      keepsake,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, text } = person
      const { names, rare, sound, everywhere, titles, tag, operator, hasFile, day, file } = libraryWords[language]
      const main = page.getByRole('main')
      const search = page.getByRole('combobox', { name: words('library:search.placeholder') })
      const rows = main.getByRole('listitem')
      const row = (title: string) => rows.filter({ hasText: title })
      const mark = main.locator('mark')
      const count = (number: number) => text('library:list.count', { count: number, number })

      await test.step('everything from everywhere is listed', async () => {
        await person.unlock()
        await button('chat:sidebar.library').click()
        await expect(count(8)).toBeVisible()
        await expect(row(titles[0] ?? '')).toBeVisible()
        await expectAccessible(page, 'the library')
      })

      await test.step('a word is found however it is written, counted, and opens in its place', async () => {
        await search.fill(rare[1])
        await expect(mark.first()).toBeVisible()
        await expect(text('library:search.found', { count: 1, number: 1 })).toBeVisible()
        await expectAccessible(page, 'one hit')
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        await expect(page).toHaveURL(/#\/chat\/\d+\/at\/\d+$/)
        await expect(person.message(rare[0].slice(0, 4))).toBeInViewport()
        await page.goBack()
        await expect(search).toHaveValue(rare[1])
        await search.fill('(｡•́︿•̀｡)')
        await expect(mark.first()).toHaveText('(｡•́︿•̀｡)')
        if (sound !== null) {
          await search.fill(sound)
          await expect(mark).toHaveCount(0)
          await button('library:filter.pinyin').click()
          await expect(mark.first()).toHaveText(/^\p{Script=Han}+$/u)
          await button('library:filter.pinyin').click()
        }
      })

      await test.step('everything else that is kept is found with it, and opens where it is at home', async () => {
        await search.fill(everywhere)
        await expect(person.heading('library:things.title')).toBeVisible()
        await button('library:things.all', { number: 6 }).click()
        await expect(main.locator('[data-hit]').filter({ hasText: file })).toBeVisible()
        await expectAccessible(page, 'what else was found')
        await main.getByRole('link').filter({ hasText: day }).click()
        await expect(page).toHaveURL(/#\/day\/\d+$/)
        await page.goBack()
      })

      await test.step('operators are gone on with as they are typed, and become filters', async () => {
        await search.fill(operator[0])
        const option = page.getByRole('option').first()
        await expect(option).toBeVisible()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        await search.press('End')
        await page.keyboard.insertText(operator[1])
        await expect(page.getByRole('option')).toHaveCount(1)
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        await expect(search).toHaveValue('')
        await expect(person.field('library:search.filter')).toHaveText(names[1] ?? '')
        await expect(count(1)).toBeVisible()
        await search.press('Backspace')
        await search.fill(hasFile)
        await expect(button('library:filter.remove', { name: words('library:filter.file') })).toBeVisible()
        await expect(text('library:search.found', { count: 1, number: 1 })).toBeVisible()
        await search.press('Backspace')
        await expect(count(8)).toBeVisible()
      })

      await test.step('many are chosen at once, tagged, archived, and put back', async () => {
        const box = (title: string) => row(title).getByRole('checkbox')
        await box(titles[2] ?? '').check()
        await box(titles[0] ?? '').click({ modifiers: ['Shift'] })
        await expect(text('library:arrange.chosen', { count: 3, number: 3 })).toBeVisible()
        await button('library:arrange.tag').click()
        await person.field('library:tags.name').fill(tag)
        await expectAccessible(page, 'naming a tag')
        await button('library:tags.add').click()
        await expect(button('library:tags.remove', { tag })).toBeVisible()
        await button('library:tags.done').click()
        await button('library:arrange.archive').click()
        await expect(count(5)).toBeVisible()
        await person.toast
          .getByRole('button', { name: words('common:undo') })
          .first()
          .click()
        await expect(count(8)).toBeVisible()
        await main.getByRole('button', { name: `#${tag}`, exact: true }).click()
        await expect(count(3)).toBeVisible()
        await main.getByRole('button', { name: `#${tag}`, exact: true }).click()
      })

      await test.step('what came twice is shown before it is merged, and the merging is undone', async () => {
        await button('library:duplicates.open').click()
        await expect(text('library:duplicates.found', { count: 1 })).toBeVisible()
        await expectAccessible(page, 'what came twice')
        await button('library:duplicates.merge', { count: 1 }).click()
        await expect(count(7)).toBeVisible()
        await person.toast
          .getByRole('button', { name: words('common:undo') })
          .first()
          .click()
        await expect(count(8)).toBeVisible()
      })
    })
  })
}
