import { type Language, languages } from '#shared/languages.ts'
import { startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { meant } from '#tests/helpers/stand-in-meaning.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { go } from './go.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

/** Said once, and asked for in words that it has none of. */
const told = {
  en: { once: 'We walked by the ocean, hand in hand.', ask: 'Shall I go to a beach?' },
  'zh-Hans': { once: '冬天我们牵手走过海边。', ask: '想去沙滩吗' },
  'zh-Hant': { once: '冬天我們牽手走過海邊。', ask: '想去沙灘嗎' },
} satisfies Record<Language, Record<string, string>>

const saidIn = (language: Language) =>
  Array.from({ length: 90 }, (_, index) => ({
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    text: index === 2 ? told[language].once : `Row ${index}. ${'Grey stone over an old wall. '.repeat(4)}`,
    at: Date.UTC(2025, 2, 3, 9) + index * 90 * 60_000,
  }))

const test = base.extend<{ readonly language: Language; readonly provider: ScriptedProvider }>({
  language: ['en', { option: true }],
  provider: async ({}, use) => {
    await using provider = await startScriptedProvider()
    provider.embedWith((body) => meant(body))
    await use(provider)
  },
  profile: async ({ profile, language, provider }, use) => {
    // A small window, so that what is found does not stand in the history anyway.
    const facts = { contextWindow: 4_096, price: null, sees: null }
    const { baseUrl } = provider
    seedThread({ profile, language, passphrase, name: '小满', said: saidIn(language), baseUrl, facts })
    await use(profile)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('messages are read for what they mean once that is asked for, found by it, and forgotten again', async ({
      keepsake,
      provider,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, field, composer } = person
      const { once, ask } = told[language]
      const dialog = page.getByRole('dialog', { name: words('memory:meaning.dialog') })
      const isRead = page.getByText(words('memory:meaning.all', { count: 90, number: '90' }))
      const embedded = () => provider.requests.filter(({ path }) => path.endsWith('/embeddings')).length

      await test.step('it is off, and says what it takes before anything is sent', async () => {
        await person.unlock()
        await go(page, '/companion/1/memories')
        await button('memory:meaning.setUp').click()
        await dialog.getByRole('combobox', { name: words('companion:provider') }).click()
        await page.getByRole('option').last().click()
        await field('companion:modelId').fill('near-1')
        await field('companion:modelId').press('Tab')
        await expect(dialog.getByRole('listitem').first()).toContainText('90')
        await expectAccessible(page, 'what reading for meaning takes')
        expect(embedded()).toBe(0)
      })

      await test.step('begun, it reads everything and stands there as done', async () => {
        await button('memory:meaning.start').click()
        await expect(isRead).toBeVisible()
        expect(embedded()).toBe(3)
        await expectAccessible(page, 'everything is read')
      })

      await test.step('what shares no word with the question is told, and says why', async () => {
        await go(page, '/chat/1')
        await composer.fill(ask)
        await page.keyboard.press('Enter')
        await expect.poll(() => provider.requests.at(-1)?.path).toContain('/chat/completions')
        expect(provider.requests.at(-1)?.body).toContain(once)
        await button('chat:context.look').click()
        const found = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: once })
        await expect(found.last()).toContainText(words('chat:context.recalled.byMeaning'))
      })

      await test.step('forgotten, nothing of it is left and nobody is asked', async () => {
        await go(page, '/companion/1/memories')
        await button('memory:meaning.change').click()
        await button('memory:meaning.forget').click()
        await expect(button('memory:meaning.setUp')).toBeVisible()
        await expect(isRead).toBeHidden()
      })
    })
  })
}
