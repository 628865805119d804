import { createGate, startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { createPerson } from './person.ts'

const apiKey = 'sk-test-0123456789-wxyz'
const name = '知夏 June'
const chats = (provider: ScriptedProvider): number =>
  provider.requests.filter(({ path }) => path.startsWith('/v1/chat/completions')).length

for (const language of languages) {
  test(`${language}: a provider is connected, tested and bound, and its reply reaches two windows once`, async ({
    keepsake,
    browserHost,
    context,
  }) => {
    if (!browserHost) return test.skip()
    await using provider = await startScriptedProvider()
    const person = createPerson(keepsake, language)
    const { page, words, button, field } = person
    await person.moveIn()
    await person.door('meet').click()

    await test.step('connecting tests at once, and the key never comes back', async () => {
      await person.fillProvider(provider.baseUrl, apiKey)
      await expectAccessible(page, 'a provider form')
      await button('settings:models.addThis').click()
      const works = page.getByText(
        new RegExp(
          words('settings:models.testOk', { count: 2, models: 2, milliseconds: '00' }).replace('00', '[\\d,]+'),
        ),
      )
      await expect(works).toBeVisible()
      await expect(page.locator('body')).toContainText(words('settings:models.keyStored', { hint: 'wxyz' }))
      await expect(page.locator('body')).not.toContainText(apiKey)
      await expectAccessible(page, 'providers')
      expect(provider.requests.at(-1)?.headers.authorization).toBe(`Bearer ${apiKey}`)
      provider.scriptModels({ status: 401, body: { error: { message: 'Incorrect API key provided' } } })
      await button('settings:models.test').click()
      await expect(person.text('errors:failure.key-refused.title')).toBeVisible()
      await expectAccessible(page, 'a failed test')
      await button('settings:models.test').click()
      await expect(works).toBeVisible()
    })

    await test.step('a companion is bound to a model of it', async () => {
      await person.meet(name)
      await button('chat:header.menu').click()
      await page.getByRole('menuitem', { name: words('chat:sidebar.editCompanion') }).click()
      await page.getByRole('link', { name: words('companion:tabs.model'), exact: true }).click()
      await expect(field('companion:modelId')).toHaveValue('scripted-small')
      await expectAccessible(page, 'a companion')
      await button('companion:toChat').click()
    })

    await test.step('a reply streams into two windows; reloading both loses and doubles nothing', async () => {
      await expectAccessible(page, 'an empty thread')
      const [second, third] = [createGate(), createGate()]
      provider.script({
        steps: [
          { say: 'First words. ' },
          { gate: second },
          { say: '然后是雨。' },
          { gate: third },
          { say: ' Good night.' },
        ],
      })
      const other = createPerson(await context.newPage(), language)
      await browserHost.open(other.page)
      await expect(other.page.getByRole('heading', { level: 1 })).toHaveText(name)

      await person.send('Tell me about the rain 说说雨')
      for (const { messages } of [person, other]) await expect(messages.last()).toContainText('First words.')
      await expectAccessible(page, 'a reply being written')
      await other.page.reload()
      await expect(other.messages.last()).toContainText('First words.')
      await expect(other.button('chat:composer.stop')).toBeVisible()
      second.open()
      for (const { messages } of [person, other]) await expect(messages.last()).toContainText('然后是雨。')
      await page.reload()
      await expect(person.messages.last()).toContainText('First words. 然后是雨。')
      third.open()
      for (const window of [person, other]) {
        await expect(window.button('chat:composer.send')).toBeVisible()
        await expect(window.messages).toHaveCount(2)
        await expect(window.messages.last().locator('p')).toHaveText('First words. 然后是雨。 Good night.')
      }
      expect(chats(provider)).toBe(1)

      // What is said in the other window stands in this one.
      await other.send('And tomorrow? 明天呢')
      await expect(person.messages).toHaveCount(4)
      await expect(person.messages.last().locator('p')).toHaveText('And tomorrow? 明天呢')
    })

    await test.step('who really spoke is kept', async () => {
      await person.useTool(person.messages.last(), 'chat:action.more')
      await page.getByRole('menuitem', { name: words('chat:action.details') }).click()
      const details = page.getByRole('dialog')
      await expect(details).toContainText('scripted-large-2026-11')
      await expect(details).toContainText('Lamp')
      await expectAccessible(page, 'details')
      await person.button('chat:details.close').click()
    })
  })

  test(`${language}: a failure stays on the message, says what to do, and trying again works`, async ({ keepsake }) => {
    const provider = await startScriptedProvider()
    const port = Number(new URL(provider.url).port)
    const person = createPerson(keepsake, language)
    const { page, words, messages } = person
    await person.moveIn()
    await person.door('meet').click()
    await person.connect(provider.baseUrl)
    await person.meet(name)
    const retry = messages.last().getByRole('button', { name: words('chat:state.retry') })

    await test.step('a refused key leads to the keys', async () => {
      provider.script({ status: 401, body: { error: { message: 'Incorrect API key provided: sk-test-****' } } })
      await person.send('Are you awake? 醒着吗')
      await expect(messages.last()).toContainText(words('errors:failure.key-refused.title'))
      await expect(messages.last().getByRole('link', { name: words('chat:state.models') })).toBeVisible()
      await expect(person.message('Are you awake?')).toBeVisible()
      await expectAccessible(page, 'a refused key')
    })

    await test.step('a provider that is gone is named so', async () => {
      await provider[Symbol.asyncDispose]()
      await retry.click()
      await expect(messages.last()).toContainText(words('errors:failure.no-network.title'))
      await expectAccessible(page, 'a dead port')
    })

    await test.step('back again, the same words are answered', async () => {
      await using back = await startScriptedProvider({ port })
      await retry.click()
      await expect(messages.last().locator('p').first()).toHaveText('Are you awake? 醒着吗')
      await expect(messages).toHaveCount(2)
      await expect(
        messages.last().getByRole('group', { name: words('chat:version.label', { number: 3, total: 3 }) }),
      ).toBeVisible()
      expect(chats(back)).toBe(1)
    })
  })
}
