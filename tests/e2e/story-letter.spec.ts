import { type Language, languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { go } from './go.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const sentence = {
  en: 'We met on a rainy evening in March, and you asked me about the lamp by the window. ',
  'zh-Hans': '我们在三月一个下雨的晚上认识，你问起窗边的那盏灯。',
  'zh-Hant': '我們在三月一個下雨的晚上認識，你問起窗邊的那盞燈。',
} satisfies Record<Language, string>

const test = base.extend<{ readonly language: Language }>({
  language: ['en', { option: true }],
  profile: async ({ profile, language }, use) => {
    const said = [{ role: 'user' as const, text: sentence[language], at: Date.UTC(2026, 1, 12, 13) }]
    // Nobody answers there: nothing in this story is sent.
    seedThread({ profile, language, passphrase, name: '小满', said, baseUrl: 'http://127.0.0.1:9/v1' })
    await use(profile)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('the Letter is written, kept under a name, compared and brought back, and goes out first', async ({
      keepsake,
    }) => {
      const { page, words, button, unlock, field, composer } = createPerson(keepsake, language)
      const letter = page.getByRole('textbox', { name: words('letter:title'), exact: true })
      const saved = page.getByRole('status').filter({ hasText: words('companion:saved') })
      const first = sentence[language].repeat(24)

      await test.step('a page that is only paper', async () => {
        await unlock()
        await expect(composer).toBeVisible()
        await go(page, '/companion/1/letter')
        await expect(letter).toBeVisible()
        await expectAccessible(page, 'an empty Letter')
        await letter.fill(first)
        await expect(saved).toBeVisible()
        await expect(page.getByText(/scripted-large/u)).toBeVisible()
        await letter.press('Control+s')
      })

      await test.step('a snapshot, and a change that takes words away', async () => {
        await button('letter:snapshot').click()
        await field('companion:revisions.name').fill('一 March')
        await button('companion:revisions.keep').click()
        await expect(page.getByRole('dialog')).toBeHidden()
        await letter.fill(`${sentence[language]}\n\nQixi 七夕`)
        await expect(saved).toBeVisible()
      })

      await test.step('finding words', async () => {
        await letter.press('Control+f')
        await page.getByRole('searchbox', { name: words('letter:find.label') }).fill('qixi')
        await page.keyboard.press('Enter')
        await expect(page.getByText(words('letter:find.place', { at: '1', of: '1' }))).toBeVisible()
        const chosen = await letter.evaluate((area: HTMLTextAreaElement) =>
          area.value.slice(area.selectionStart, area.selectionEnd),
        )
        expect(chosen).toBe('Qixi')
        await expectAccessible(page, 'finding in the Letter')
        await button('letter:find.close').click()
      })

      await test.step('what changed, and back to what was kept', async () => {
        await button('companion:revisions.title').click()
        const dialog = page.getByRole('dialog')
        await expect(dialog.locator('ins').filter({ hasText: '七夕' })).toBeVisible()
        await dialog.getByRole('button', { name: '一 March' }).click()
        await expectAccessible(page, 'the versions of the Letter')
        await button('companion:revisions.restore').click()
        await expect(letter).toHaveValue(first)
      })

      await test.step('a long letter from elsewhere is pasted whole, and at once', async () => {
        const long = `${sentence[language]}\n\n`.repeat(700)
        await letter.selectText()
        await letter.evaluate((area, words) => {
          const clipboardData = new DataTransfer()
          clipboardData.setData('text/plain', words)
          area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
        }, long)
        await expect(letter).toHaveValue(long)
        await expect(saved).toBeVisible()
        await button('companion:revisions.title').click()
        await page.getByRole('dialog').getByRole('button', { name: '一 March' }).click()
        await button('companion:revisions.restore').click()
        await expect(letter).toHaveValue(first)
      })

      await test.step('a digest that is sent only with leave', async () => {
        await button('letter:digest.title').click()
        await page.getByRole('textbox', { name: words('letter:digest.title') }).fill('七夕。')
        await page.getByRole('radio', { name: words('letter:digest.uses.always') }).click()
        await expect(page.getByRole('radio', { name: words('letter:digest.uses.always') })).toBeChecked()
        await expectAccessible(page, 'the digest')
        await button('letter:digest.back').click()
        await page.reload()
        await expect(letter).toHaveValue(first)
      })

      await test.step('the whole profile, with what they may know of you', async () => {
        await page.getByRole('link', { name: words('companion:tabs.profile'), exact: true }).click()
        await field('companion:fields.style').fill('短句。')
        await page.getByRole('switch', { name: words('companion:fields.about') }).click()
        await expect(saved).toBeVisible()
        await expectAccessible(page, 'the profile')
        await page.getByRole('link', { name: words('companion:tabs.model'), exact: true }).click()
        await button('companion:standIns.add').click()
        await expectAccessible(page, 'the model of a companion')
        await go(page, '/settings/you')
        await field('companion:fields.yourName').fill('林')
        await expect(saved).toBeVisible()
        await expectAccessible(page, 'you')
      })
    })
  })
}
