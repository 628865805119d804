import { type Language, languages } from '#shared/languages.ts'
import { linesIn, said } from '#tests/helpers/draft-model.ts'
import { startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { go } from './go.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const told = {
  en: { first: 'Nana kept bees behind the lighthouse.', kept: 'My grandmother kept bees', ask: 'Remember the bees?' },
  'zh-Hans': { first: '外婆在灯塔后面养过蜜蜂。', kept: '外婆养过蜜蜂', ask: '还记得蜜蜂的事吗' },
  'zh-Hant': { first: '外婆在燈塔後面養過蜜蜂。', kept: '外婆養過蜜蜂', ask: '還記得蜜蜂的事嗎' },
} satisfies Record<Language, Record<string, string>>

const minute = 60_000
const start = Date.UTC(2025, 2, 3, 9)

/** What is to be found again, and so much after it that no prompt for a small model reaches back there. */
const saidIn = (language: Language) =>
  Array.from({ length: 90 }, (_, index) => ({
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    text: index === 2 ? told[language].first : `Tide ${index}. ${'Grey water over the harbour wall. '.repeat(4)}`,
    at: start + index * 90 * minute,
  }))

const test = base.extend<{ readonly language: Language; readonly provider: ScriptedProvider }>({
  language: ['en', { option: true }],
  provider: async ({}, use) => {
    await using provider = await startScriptedProvider()
    await use(provider)
  },
  profile: async ({ profile, language, provider }, use) => {
    const { baseUrl } = provider
    seedThread({ profile, language, passphrase, name: '小满', said: saidIn(language), baseUrl, history: 400 })
    await use(profile)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('a message is remembered, told with its reason, changed and forgotten, and a model proposes others', async ({
      keepsake,
      provider,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, field, composer, message, toast } = person
      const { first, kept, ask } = told[language]
      const panel = page.getByRole('tabpanel')
      const part = (id: string) => panel.getByRole('button', { name: words(`chat:context.section.${id}`) })
      const memory = page.getByRole('listitem').filter({ hasText: kept })

      await test.step('what was said long ago is found, and says why', async () => {
        await person.unlock()
        await composer.fill(ask)
        await button('chat:context.look').click()
        await expect(part('passages')).toBeVisible()
        await expect(panel).toContainText(first)
        await expectAccessible(page, 'what of the past is told')
        const found = panel
          .getByRole('listitem')
          .filter({ hasText: first, has: page.getByRole('button') })
          .last()
        await found.getByRole('button', { name: words('chat:context.recalled.open') }).click()
        await expect(message(first)).toBeInViewport()
      })

      await test.step('it is remembered in other words', async () => {
        await message(first).click({ button: 'right' })
        await page.getByRole('menuitem', { name: words('memory:remember') }).click()
        await field('memory:words').fill(kept)
        await expect(field('memory:since')).toHaveValue('2025-03-03')
        await expectAccessible(page, 'remembering a message')
        await button('memory:save').click()
        await expect(toast).toContainText(words('memory:saved'))
      })

      await test.step('it stands among the memories, leads to its message, and is always told once it is pinned', async () => {
        await go(page, '/companion/1/memories')
        await expect(memory).toBeVisible()
        await field('memory:search').fill(kept.slice(-4))
        await expect(memory).toBeVisible()
        await button('memory:edit').click()
        await page.getByRole('switch', { name: words('memory:pin') }).click()
        await expectAccessible(page, 'changing a memory')
        await button('memory:change').click()
        await expect(person.heading('memory:pinned')).toBeVisible()
        await expectAccessible(page, 'the memories')
        await button('memory:versions').click()
        await expect(page.getByRole('dialog', { name: words('memory:versions') })).toContainText(kept)
        await page.keyboard.press('Escape')
        await button('memory:source').click()
        await expect(message(first)).toBeInViewport()
        await button('chat:context.look').click()
        await expect(part('pinned')).toBeVisible()
      })

      await test.step('forgotten, brought back, and forgotten for good', async () => {
        await go(page, '/companion/1/memories')
        await button('memory:forget').click()
        await expect(memory).toBeHidden()
        await button('memory:undo').click()
        await expect(memory).toBeVisible()
        await button('memory:forget').click()
        await expect(person.heading('memory:none')).toBeVisible()
        await expectAccessible(page, 'no memories')
        await go(page, '/chat/1')
        await button('chat:context.look').click()
        await expect(part('moment')).toBeVisible()
        await expect(part('pinned')).toBeHidden()
        await expect(panel).not.toContainText(kept)
      })

      await test.step('a model looks when it is asked to, and what it finds waits to be taken in', async () => {
        const fact = '潮水 Tide 89'
        const short = '潮水、灯塔。The harbour, tide after tide.'
        provider.answerWith((body) => {
          const line = linesIn(body).find(({ text }) => text.startsWith('Tide 89'))?.number
          const facts = [
            { text: fact, line, quote: 'Tide 89' },
            { text: 'made up', line, quote: 'Tide 90' },
          ]
          const summary = [
            { text: short, lines: [1, line] },
            { text: 'made up', lines: [9_000] },
          ]
          return said(JSON.stringify({ facts, summary }), body)
        })
        await go(page, '/companion/1/memories')
        expect(provider.requests).toHaveLength(0)
        await page
          .locator('section')
          .filter({ has: person.heading('memory:look.title') })
          .getByRole('button')
          .click()
        const one = { count: 1, number: '1' }
        await expect(page.getByRole('status').filter({ hasText: '1' })).toHaveText(
          [words('memory:look.found', one), words('memory:look.written', one), words('memory:look.uncited', one)].join(
            '',
          ),
        )
        const summary = page.getByRole('listitem').filter({ hasText: short })
        await expect(summary).toContainText('scripted-large')
        await expectAccessible(page, 'what a model found')
        await page
          .getByRole('listitem')
          .filter({ hasText: fact })
          .getByRole('button', { name: words('memory:accept') })
          .click()
        await expect(person.heading('memory:others')).toBeVisible()
        await expect(page.getByText('made up')).toHaveCount(0)
        await go(page, '/chat/1')
        await button('chat:context.look').click()
        await expect(part('summaries')).toBeVisible()
        await expect(panel).toContainText(short)
        await go(page, '/companion/1/memories')
        await summary.getByRole('button', { name: words('memory:forget') }).click()
        await expect(person.heading('memory:summaries.title')).toBeHidden()
      })
    })
  })
}
