import { mkdir, truncate } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { createGate, startScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { writeJson } from '#tests/helpers/chatgpt-export.ts'
import { paths } from '#renderer/app/paths.ts'
import { languages, type Language } from '#shared/languages.ts'
import { startBrowserHost } from './browser-host.ts'
import { chatgptConversation } from './conversation.ts'
import { expect, test } from './fixtures.ts'
import { go } from './go.ts'
import { createPerson, passphrase } from './person.ts'
import { sampleWords } from './sample-words.ts'

const folder = path.resolve(import.meta.dirname, '../../out/screenshots')
const wide = { width: 1_280, height: 800 }
const narrow = { width: 400, height: 800 }
const themes = ['light', 'dark'] as const

/** Takes pictures of the window as it is now, in both themes, and in a narrow window as well where asked. */
const createCamera = (page: Page, language: Language, loading: string) => {
  const take = async (name: string): Promise<void> => {
    await expect(page.getByRole('status', { name: loading })).toHaveCount(0)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({
        path: path.join(folder, `${name.replace('@', `-${language}-${theme}`)}.png`),
        animations: 'disabled',
        caret: 'hide',
      })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
  return async (
    screen: string,
    options: { readonly narrow?: boolean; readonly pointing?: boolean } = {},
  ): Promise<void> => {
    // Nothing is lit because the pointer happens to rest on it.
    if (options.pointing !== true) await page.mouse.move(640, 799)
    await take(`${screen}@`)
    if (options.narrow !== true) return
    await page.setViewportSize(narrow)
    await page.mouse.move(200, 799)
    await take(`${screen}@-narrow`)
    await page.setViewportSize(wide)
  }
}

test.beforeAll(() => mkdir(folder, { recursive: true }))
test.use({ viewport: wide })

for (const language of languages) {
  test(`pictures of every screen in ${language} @screenshots`, async ({ keepsake, browserHost, profile, context }) => {
    if (!browserHost) return test.skip()
    test.setTimeout(300_000)
    const sample = sampleWords[language]
    const person = createPerson(keepsake, language)
    const { page, words, button, field, heading, composer, messages } = person
    const picture = createCamera(page, language, words('common:loading'))
    await using provider = await startScriptedProvider()

    await test.step('welcome', async () => {
      await expect(page.getByRole('main')).toBeVisible()
      await person.chooseLanguage()
      await page.reload()
      await expect(page.getByRole('heading', { name: words('common:appName') })).toBeVisible()
      await picture('welcome-language', { narrow: true })
      await person.chooseLanguage()
      await expect(heading('welcome:adult.title')).toBeVisible()
      await picture('welcome-adult', { narrow: true })
      await button('welcome:adult.yes').click()
      await field('common:keys.passphrase').fill(passphrase)
      await field('common:keys.passphraseAgain').fill(passphrase)
      await picture('welcome-vault', { narrow: true })
      await person.makeVault()
      await picture('welcome-recovery', { narrow: true })
      const groups = await person.readRecoveryKey()
      await button('common:keys.kept').click()
      await expect(heading('welcome:prove.title')).toBeVisible()
      await picture('welcome-proof')
      await person.proveRecoveryKey(groups)
      await expect(heading('welcome:doors.title')).toBeVisible()
      await picture('welcome-doors', { narrow: true })
    })

    await test.step('models, and somebody new', async () => {
      await person.door('meet').click()
      await person.fillProvider(provider.baseUrl, 'sk-sample-7Q4f')
      await picture('settings-provider')
      await button('settings:models.addThis').click()
      await expect(page.getByRole('status').filter({ hasText: /\d/ }).first()).toBeVisible()
      await picture('settings-models', { narrow: true })
      await page.getByRole('link', { name: words('chat:sidebar.newCompanion') }).click()
      await field('companion:name').fill(sample.name)
      await field('companion:profile').fill(sample.profile)
      await field('companion:greeting').fill(sample.greeting)
      await field('companion:provider').click()
      await page.getByRole('option', { name: 'Lamp', exact: true }).click()
      await field('companion:modelId').fill('scripted-large')
      await field('companion:modelId').press('Escape')
      await page.locator(':focus').blur()
      await picture('companion-new')
      await button('companion:create').click()
      await expect(messages).toHaveCount(1)
    })

    await test.step('bringing the years before home', async () => {
      await person.link('chat:sidebar.importHint').click()
      await expect(heading('import:title')).toBeVisible()
      await picture('import-drop', { narrow: true })
      const file = path.join(profile, 'conversations.json')
      await writeJson(
        file,
        sample.earlier.map(({ title, day, model, turns }) =>
          chatgptConversation({
            title,
            start: Date.parse(`${day}T21:10:00`) / 1_000,
            turns: turns.flatMap(([said, answered]) => [
              { role: 'user', text: said },
              { role: 'assistant', text: answered, model },
            ]),
          }),
        ),
      )
      await person.chooseFile(file)
      await expect(page.locator('form button[type=submit]')).toBeEnabled()
      await picture('import-preview', { narrow: true })
      await page.locator('form button[type=submit]').click()
      await expect(page.getByRole('table')).toBeVisible()
      await picture('import-receipt', { narrow: true })
    })

    await test.step('talking', async () => {
      await page.getByRole('link', { name: sample.name }).first().click()
      await expect(composer).toBeVisible()
      await picture('chat-new')
      for (const [index, [said, answered]] of sample.thread.entries()) {
        provider.script({ steps: [{ say: answered }] })
        await person.send(said)
        await expect(messages).toHaveCount(3 + index * 2)
        await expect(button('chat:composer.send')).toBeVisible()
      }
      await composer.fill(sample.draft)
      await picture('chat', { narrow: true })
      await composer.fill('')
      const [said, soFar, rest] = sample.writing
      const gate = createGate()
      provider.script({ steps: [{ say: soFar }, { gate }, { say: rest }] })
      await person.send(said)
      await expect(messages.last()).toContainText(soFar.slice(0, 8))
      await picture('chat-streaming', { narrow: true })
      gate.open()
      await expect(button('chat:composer.send')).toBeVisible()
      await button('chat:header.panel').click()
      await messages.last().hover()
      await picture('chat-panel', { pointing: true })
      await button('chat:panel.close').click()
      provider.script({ status: 401, body: { error: { message: 'Incorrect API key provided: sk-sa****7Q4f' } } })
      await person.useTool(messages.last(), 'chat:action.regenerate')
      await expect(messages.last()).toContainText(words('errors:failure.key-refused.title'))
      await picture('chat-failure')
      await page.setViewportSize(narrow)
      await button('common:openSidebar').click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await page.setViewportSize(narrow)
      await picture('sidebar-narrow')
      await page.keyboard.press('Escape')
      await page.setViewportSize(wide)
    })

    await test.step('finding', async () => {
      await button('chat:sidebar.library').click()
      await expect(heading('library:title')).toBeVisible()
      await picture('library', { narrow: true })
      await page.getByRole('combobox', { name: words('library:search.placeholder') }).fill(sample.search)
      await expect(page.locator('mark').nth(2)).toBeVisible()
      await picture('search', { narrow: true })
      await page.getByRole('main').getByRole('listitem').getByRole('button').last().click()
      await expect(messages.first()).toBeVisible()
      await messages.last().hover()
      await picture('chat-imported', { pointing: true })
    })

    await test.step('companion and settings', async () => {
      await page.getByRole('link', { name: sample.name }).first().click()
      await button('chat:header.menu').click()
      await page.getByRole('menuitem', { name: words('chat:sidebar.editCompanion') }).click()
      await expect(field('companion:name')).toHaveValue(sample.name)
      await picture('companion', { narrow: true })
      await page.getByRole('link', { name: words('companion:tabs.letter'), exact: true }).click()
      await expect(page.getByRole('textbox', { name: words('letter:title') })).toBeVisible()
      await picture('letter', { narrow: true })
      for (const tab of ['memories', 'lorebook', 'model', 'card'] as const) {
        await page.getByRole('link', { name: words(`companion:tabs.${tab}`), exact: true }).click()
        await expect(
          page
            .getByRole('heading', { level: 2 })
            .or(page.getByRole('heading', { level: 3 }))
            .first(),
        ).toBeVisible()
        await picture(`companion-${tab}`, { narrow: true })
      }
      for (const [name, address, title] of [
        ['days', paths.days(), 'days:title'],
        ['days-month', paths.days('month'), 'days:title'],
        ['day-new', paths.newDay(), 'days:new'],
        ['story', paths.anyStory(), 'story:title'],
        ['export', paths.export(), 'export:title'],
      ] as const) {
        await go(page, address)
        await expect(heading(title)).toBeVisible()
        await picture(name, { narrow: true })
      }
      await button('common:settings').click()
      for (const name of ['network', 'privacy', 'language', 'appearance', 'about']) {
        await person.link(`settings:pages.${name}`).click()
        await expect(page.getByRole('heading', { level: 2 }).or(page.getByRole('radio')).first()).toBeVisible()
        await picture(`settings-${name}`)
      }
    })

    await test.step('the door', async () => {
      await person.lock()
      await picture('lock', { narrow: true })
      await person.unlock('not this one')
      await expect(person.text('errors:WRONG_KEY')).toBeVisible()
      await picture('lock-wrong')
      await page.close()
      await browserHost.stop()
      await Promise.all(
        ['slots.json', 'slots.copy.json'].map((name) => truncate(path.join(profile, 'vault', name), 10)),
      )
      await using host = await startBrowserHost(profile)
      const later = createPerson(await context.newPage(), language)
      await host.open(later.page)
      await expect(later.heading('welcome:trouble.slots-damaged.title')).toBeVisible()
      await createCamera(later.page, language, words('common:loading'))('trouble', { narrow: true })
      await later.page.close()
    })
  })
}
