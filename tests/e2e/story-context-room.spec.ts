import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { languages, type Language } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { chatgptConversation } from './conversation.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { seedRoom } from './seeded-room.ts'

const [june, bea] = ['知夏 June', 'Bea']
const importedTitle = 'The old harbour 旧港'

/** A vault with two companions, a model each, and a conversation that belongs to nobody. */
const test = base.extend<{ language: Language; provider: ScriptedProvider }>({
  language: ['en', { option: true }],
  provider: async ({}, use) => {
    await using provider = await startScriptedProvider()
    await use(provider)
  },
  profile: async ({ language, provider }, use) => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'keepsake-e2e-'))
    const turns = [{ role: 'user', text: 'Do you remember the harbour?' }] as const
    const description = '{{char}} is warm, a little dry. 说话很短。'
    await seedRoom({
      profile,
      language,
      passphrase,
      baseUrl: provider.baseUrl,
      companions: [
        { name: june, description, model: 'scripted-large' },
        { name: bea, description, model: 'scripted-small' },
      ],
      conversations: [chatgptConversation({ title: importedTitle, turns })],
    })
    await use(profile)
    await rm(profile, { recursive: true, force: true })
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })

    test('what the next send contains is shown, and several companions answer in one room', async ({
      keepsake,
      provider,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, composer, messages } = person
      const picker = page.getByRole('combobox', { name: words('chat:room.who') })
      const choose = async (option: string) => {
        await picker.click()
        await page.getByRole('option', { name: option, exact: true }).click()
      }
      const panel = page.getByRole('tabpanel')
      const part = (id: string) => panel.getByRole('button', { name: words(`chat:context.section.${id}`) })
      const lastRequest = () =>
        JSON.parse(provider.requests.at(-1)?.body ?? '') as { model: string; messages: { content: string }[] }
      await person.unlock()
      await page.getByRole('link', { name: june, exact: true }).click()

      await test.step('the panel follows what is typed, part by part', async () => {
        await composer.fill('Do you remember 记得吗')
        await button('chat:context.look').click()
        await part('question').click()
        await expect(panel).toContainText('Do you remember 记得吗')
        await composer.fill('Do you remember 记得吗 the rain')
        await expect(panel).toContainText('记得吗 the rain')
        await part('profile').click()
        await expect(panel).toContainText(`${june} is warm, a little dry.`)
        await expect(panel).toContainText(words('chat:context.from.provider'))
        await expect(panel).toContainText(words('chat:context.noPrice'))
        await expectAccessible(page, 'the next reply')
      })

      await test.step('what the person knows of the model counts at once', async () => {
        await button('chat:context.set').click()
        await person.field('chat:context.facts.window').fill('8192')
        await person.field('chat:context.facts.input').fill('2')
        await person.field('chat:context.facts.output').fill('8')
        await expectAccessible(page, 'what one knows of a model')
        await button('chat:context.facts.save').click()
        await expect(panel).toContainText(words('chat:context.from.person'))
        await expect(panel).not.toContainText(words('chat:context.noPrice'))
      })

      await test.step('and that is what is sent', async () => {
        const shown = await panel.locator('li p[lang]').allInnerTexts()
        await composer.press('Enter')
        await expect(messages.last()).toContainText('the rain')
        const sent = lastRequest()
          .messages.map(({ content }) => content)
          .join('\n')
        expect(shown.join('\n')).toContain('the rain')
        for (const words of shown) expect(sent).toContain(words)
        await button('chat:panel.close').click()
      })

      await test.step('a room is made, and everyone answers once in their own name', async () => {
        await button('chat:room.new').click()
        await page.getByLabel(june, { exact: true }).check()
        await page.getByLabel(bea, { exact: true }).check()
        await expectAccessible(page, 'a new room')
        await button('chat:room.make').click()
        await expect(page.getByRole('heading', { level: 1 })).toContainText(bea)
        provider.script(
          { steps: [{ say: 'I am by the window.' }] },
          { steps: [{ say: `${june}: No.` }, { say: '\nx' }] },
        )
        await choose(words('chat:room.everyone', { count: 2 }))
        await person.send('Where are you both? 你们在哪')
        await expect(messages).toHaveCount(3)
        await expect(messages.nth(1)).toContainText(june)
        await expect(messages.nth(2)).toContainText(words('errors:failure.spoke-for-other.title'))
        provider.script({ steps: [{ say: 'In the garden.' }] })
        await messages
          .last()
          .getByRole('button', { name: words('chat:state.retry') })
          .click()
        await expect(messages.nth(2)).toContainText('In the garden.')
        await expect(messages.nth(2)).toContainText(bea)
        expect(lastRequest().model).toBe('scripted-small')
        expect(lastRequest().messages.at(-1)?.content).toContain('> I am by the window.')
        await expectAccessible(page, 'a room')
      })

      await test.step('a mention, a choice and nobody are heard', async () => {
        await person.send(`@${bea} again`)
        await expect(messages).toHaveCount(5)
        await expect(messages.last()).toContainText(bea)
        await choose(words('chat:room.nobody'))
        await person.send('A note to all of us')
        await expect(messages).toHaveCount(6)
        await expect(button('chat:composer.send')).toBeVisible()
        await choose(june)
        await button('chat:room.ask').click()
        await expect(messages).toHaveCount(7)
        await expect(messages.last()).toContainText(june)
      })

      await test.step('a conversation of nobody is given to a companion, who can then answer', async () => {
        await page.getByRole('link', { name: importedTitle }).click()
        await expect(person.text('chat:composer.noCompanion')).toBeVisible()
        await button('chat:header.menu').click()
        await page.getByRole('menuitem', { name: words('chat:room.giveEntry') }).click()
        await page.getByRole('combobox', { name: words('chat:thread.companion') }).click()
        await page.getByRole('option', { name: bea, exact: true }).click()
        await expectAccessible(page, 'giving a conversation')
        await button('chat:room.give').click()
        await person.send('I do.')
        await expect(messages.last()).toContainText('I do.')
        expect(lastRequest().model).toBe('scripted-small')
      })
    })
  })
}
