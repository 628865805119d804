import { createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { chatgptConversations, countMessages, writeChatgptZip } from '#tests/helpers/chatgpt-export.ts'
import { claudeConversation } from '#tests/helpers/claude-export.ts'
import { expectAccessible } from './accessible.ts'
import { startBrowserHost } from './browser-host.ts'
import { expect, test } from './fixtures.ts'
import { createPerson, type Person } from './person.ts'
import { expectToAddUp, readReceipt } from './receipt.ts'

/** Long enough for somebody to think about stopping it, or for the machine to die, while it comes in. */
const long = { conversations: 3_000, turns: 8, pictureEvery: 0, seed: 5 }
const small = { conversations: 3, turns: 4, pictureEvery: 0, seed: 11 }

const countAll = (options: typeof small): number =>
  [...chatgptConversations(options)].reduce((sum, conversation) => sum + countMessages(conversation), 0)

/** Drops a file onto the page as the system's file manager would. */
const drop = async ({ page, words }: Person, file: string, onto = 'import:drop.title'): Promise<void> => {
  const chosen = await page.evaluateHandle(() => Object.assign(document.createElement('input'), { type: 'file' }))
  await chosen.asElement()?.setInputFiles(file)
  const dataTransfer = await page.evaluateHandle((input) => {
    const transfer = new DataTransfer()
    for (const one of input.files ?? []) transfer.items.add(one)
    return transfer
  }, chosen)
  const zone = page.getByText(words(onto), { exact: true })
  await zone.dispatchEvent('dragover', { dataTransfer })
  await zone.dispatchEvent('drop', { dataTransfer })
}

/** The button that starts an import of so many messages, whichever way the language writes the number. */
const startButton = (person: Person, messages: number) =>
  person.button('import:preview.start', {
    count: messages,
    messages: new Intl.NumberFormat(person.language).format(messages),
  })

/** Drops an export, names whose it is, and waits until conversations are coming in. */
const beginLongImport = async (person: Person, zip: string, messages: number): Promise<void> => {
  await drop(person, zip)
  const start = startButton(person, messages)
  await expect(start).toBeVisible({ timeout: 40_000 })
  const name = person.field('import:target.name')
  if (await name.isVisible()) await name.fill('知夏 June')
  await start.click()
  await expect(person.text('import:work.importing')).toBeVisible()
  const some = new RegExp(person.words('import:work.counts', { conversations: '[1-9]\\d*', messages: '[\\d,]+' }))
  await expect(person.page.getByText(some).first()).toBeVisible()
}

// The story of an import is told in every language by story-import; here each turn it can take is seen in one or two.
for (const language of ['zh-Hans'] as const) {
  test(`${language}: an export is dropped, said to be something else, and stopped both ways`, async ({
    keepsake,
    profile,
  }) => {
    const person = createPerson(keepsake, language)
    const { page, button, text } = person
    const zip = path.join(profile, 'long.zip')
    const { messages } = await writeChatgptZip(zip, long)
    await person.moveIn()
    await person.door('home').click()

    await test.step('stopped with everything taken out, nothing is left', async () => {
      await beginLongImport(person, zip, messages)
      await button('common:cancel').click()
      await expectAccessible(page, 'asking how to stop')
      await button('import:cancel.takeBack').click()
      await expect(text('import:next.nothing')).toBeVisible({ timeout: 30_000 })
      await expect(button('import:undo.open')).toHaveCount(0)
      await expectAccessible(page, 'stopped, with nothing left')
    })

    await test.step('whoever was named for it can go too, while there is nothing else of them', async () => {
      await expect(person.text('import:left.title', { count: 1, name: '知夏 June' })).toBeVisible()
      await button('import:left.remove', { name: '知夏 June' }).click()
      await expect(person.text('import:left.title', { count: 1, name: '知夏 June' })).toHaveCount(0)
      await button('chat:sidebar.library').click()
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(0)
    })

    await test.step('stopped with what is in kept, whole conversations stay and the receipt adds up', async () => {
      await person.link('chat:sidebar.importHint').click()
      await beginLongImport(person, zip, messages)
      await button('common:cancel').click()
      await button('import:cancel.keep').click()
      await expect(text('import:next.cancelled')).toBeVisible({ timeout: 30_000 })
      const receipt = await readReceipt(person)
      expectToAddUp(receipt)
      const imported = receipt['conversations']?.['imported'] ?? 0
      expect(imported).toBeGreaterThan(0)
      expect(imported).toBeLessThan(long.conversations)
      await expectAccessible(page, 'stopped, with some of it in')
    })
  })
}

for (const language of ['en'] as const) {
  test(`${language}: an archive of two apps is sorted out, and the person has the last word about each file`, async ({
    keepsake,
    profile,
  }) => {
    const person = createPerson(keepsake, language)
    const { page, words, button } = person
    const chatgpt = [...chatgptConversations(small)]
    const turn = (role: 'user' | 'assistant', said: string) =>
      ({ role, versions: [{ text: said, time: Date.UTC(2025, 4, 1, 10) }], shown: 0 }) as const
    const claude = claudeConversation([turn('user', 'Is the kettle on?'), turn('assistant', '水开了。')])
    const zip = new yazl.ZipFile()
    zip.addBuffer(Buffer.from(JSON.stringify(chatgpt)), 'from one/conversations.json')
    zip.addBuffer(Buffer.from(JSON.stringify([claude])), 'from another/conversations.json')
    zip.end()
    const file = path.join(profile, 'both.zip')
    await pipeline(zip.outputStream, createWriteStream(file))
    const chatgptMessages = countAll(small)

    await person.moveIn()
    await person.door('home').click()
    await drop(person, file)
    await expect(startButton(person, chatgptMessages + 2)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('heading', { name: /ChatGPT/ })).toContainText('Claude')

    await test.step('a file that is left out is no longer counted, and comes back when it is named', async () => {
      await button('import:files.title', { count: 2 }).click()
      const reading = page.getByRole('combobox', { name: /from another/ })
      await expect(reading).toHaveText('Claude')
      const because = words('import:why.fields', { names: ['mapping', 'message'].join(', ') })
      await expect(page.getByText(because).first()).toBeVisible()
      await expectAccessible(page, 'what each file was taken for')
      const say = async (what: string) => {
        await reading.click()
        await page.getByRole('option', { name: what, exact: true }).click()
      }
      await say(words('import:files.leftOut'))
      await expect(startButton(person, chatgptMessages)).toBeVisible({ timeout: 20_000 })
      if (!(await reading.isVisible())) await button('import:files.title', { count: 2 }).click()
      await say('Claude')
      await expect(startButton(person, chatgptMessages + 2)).toBeVisible({ timeout: 20_000 })
    })

    await test.step('both come in, each under its own name', async () => {
      await person.field('import:target.name').fill('知夏 June')
      await startButton(person, chatgptMessages + 2).click()
      const receipt = await readReceipt(person)
      expectToAddUp(receipt)
      expect(receipt['conversations']).toMatchObject({
        found: small.conversations + 1,
        imported: small.conversations + 1,
      })
      await button('import:receipt.openLibrary').click()
      const items = page.getByRole('main').getByRole('listitem')
      await expect(items.filter({ hasText: 'Claude' })).toHaveCount(1)
      await expect(items.filter({ hasText: 'ChatGPT' })).toHaveCount(small.conversations)
      await expectAccessible(page, 'a library of two sources')
      await items.filter({ hasText: 'Claude' }).getByRole('link').click()
      await expect(page.getByRole('main').locator('header')).toContainText('Claude')
      await expectAccessible(page, 'an imported conversation')
    })

    await test.step('people who talked in a messenger are not said to be an AI', async () => {
      const chat = path.join(profile, 'chat.txt')
      await writeFile(chat, '31/12/2023, 22:15 - Ada: Are you awake?\n31/12/2023, 22:16 - Mia: Always.')
      await expect(page.getByRole('main').locator('header')).toContainText(words('chat:label.ai'))
      await person.link('chat:sidebar.importHint').click()
      await drop(person, chat)
      await page.getByRole('switch', { name: 'Ada' }).click({ timeout: 20_000 })
      // Mia has a name of her own, which is expected to be somebody new; here she is who is there already.
      await expect(person.field('import:target.name')).toHaveValue('Mia')
      await page.getByRole('combobox', { name: words('import:target.label'), exact: true }).click()
      await page.getByRole('option', { name: '知夏 June', exact: true }).click()
      await startButton(person, 2).click()
      await button('import:receipt.openLibrary').click({ timeout: 20_000 })
      await page.getByRole('main').getByRole('listitem').filter({ hasText: 'WhatsApp' }).getByRole('link').click()
      await expect(page.getByRole('main').locator('header')).toContainText('WhatsApp')
      await expect(page.getByRole('main').locator('header')).not.toContainText(words('chat:label.ai'))
    })

    await test.step('their page tells who was speaking, unknown where the export does not say', async () => {
      await button('chat:header.menu').click()
      await page.getByRole('menuitem', { name: words('chat:sidebar.editCompanion'), exact: true }).click()
      await expect(person.heading('companion:speakers.title')).toBeVisible()
      const speakers = page.getByRole('main').getByRole('listitem')
      await expect(speakers.filter({ hasText: 'Claude' })).toContainText(words('companion:speakers.unknown'))
      await expect(speakers.filter({ hasText: 'gpt-4o' })).not.toHaveCount(0)
      await expectAccessible(page, 'who was speaking')
    })
  })
}

for (const language of ['zh-Hans'] as const) {
  test(`${language}: an import that died is brought up again, finished with the same file, and can be taken back`, async ({
    keepsake,
    browserHost,
    profile,
    context,
  }) => {
    if (!browserHost) return test.skip()
    const options = { ...long, conversations: 500 }
    const zip = path.join(profile, 'export.zip')
    const { messages } = await writeChatgptZip(zip, options)
    const before = createPerson(keepsake, language)
    await before.moveIn()
    await before.door('home').click()
    await beginLongImport(before, zip, messages)
    await Promise.all([keepsake.close(), browserHost.stop('SIGKILL')])

    await using again = await startBrowserHost(profile)
    const person = createPerson(await context.newPage(), language)
    const { page, button, text, words } = person
    await again.open(page)
    await person.unlock()

    await test.step('after unlocking, a quiet line leads to the import that was cut off', async () => {
      await expect(text('common:interruptedImport.title')).toBeVisible()
      await expectAccessible(page, 'the line about an import that was cut off')
      await person.link('common:interruptedImport.action').click()
      await expect(text('import:next.interrupted')).toBeVisible()
      await expect(text('common:interruptedImport.title')).toHaveCount(0)
      await expect(button('import:undo.takeOut')).toBeVisible()
      await expectAccessible(page, 'an import that was cut off')
    })

    await test.step('the same file again brings the rest, and the receipt adds up', async () => {
      await drop(person, zip, 'import:drop.again')
      await expect(startButton(person, messages)).toBeEnabled({ timeout: 40_000 })
      await startButton(person, messages).click()
      const receipt = await readReceipt(person)
      expectToAddUp(receipt)
      expect(receipt['conversations']).toMatchObject({ found: options.conversations, failed: 0 })
      expect(receipt['conversations']?.['alreadyHere']).toBeGreaterThan(0)
      expect(receipt['conversations']?.['imported']).toBeGreaterThan(0)
      expect(receipt['messages']).toMatchObject({ found: messages, failed: 0, skipped: 0 })
    })

    await test.step('the receipt can be kept as a file that says the same', async () => {
      const download = page.waitForEvent('download')
      await button('import:receipt.save').click()
      const saved = await download
      expect(saved.suggestedFilename()).toMatch(/\d{4}-\d\d-\d\d\.json$/)
      const file = JSON.parse(await readFile(await saved.path(), 'utf8')) as {
        readonly counts: { readonly messages: Readonly<Record<string, number>> }
      }
      const { found = 0, ...outcomes } = file.counts.messages
      expect(found).toBe(messages)
      expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(messages)
    })

    await test.step('it is looked at for good: locking and unlocking bring up nothing', async () => {
      await person.lock()
      await person.unlock()
      await expect(button('common:lockNow')).toBeVisible()
      await expect(text('common:interruptedImport.title')).toHaveCount(0)
    })

    await test.step('the second run is taken back, and its receipt stays; then all comes home once more', async () => {
      await page.goto(page.url().replace(/#.*$/, '#/import'))
      await button('import:history.open').first().click()
      await button('import:undo.open').click()
      await button('import:undo.confirm').click()
      await expect(text('import:next.undone')).toBeVisible({ timeout: 30_000 })
      await expect(page.getByRole('table')).toBeVisible()
      await expectAccessible(page, 'an import that was taken back')
      await button('import:more').click()
      for (const step of ['the rest', 'nothing'] as const) {
        await drop(person, zip)
        await expect(startButton(person, messages)).toBeEnabled({ timeout: 40_000 })
        await startButton(person, messages).click()
        const receipt = await readReceipt(person)
        expectToAddUp(receipt)
        const { imported = 0 } = receipt['messages'] ?? {}
        if (step === 'nothing') expect(receipt['messages']).toMatchObject({ found: messages, alreadyHere: messages })
        else expect(imported).toBeGreaterThan(0)
        await button('import:more').click()
      }
      await expect(page.getByText(words('import:state.interrupted'))).toBeVisible()
      await expectAccessible(page, 'all imports there were')
    })
    await page.close()
  })
}

for (const language of ['en'] as const) {
  test(`${language}: an import that locking cut off is waved away once, and can still be taken out later`, async ({
    keepsake,
    profile,
  }) => {
    const person = createPerson(keepsake, language)
    const { page, button, text } = person
    const zip = path.join(profile, 'export.zip')
    const { messages } = await writeChatgptZip(zip, { ...long, conversations: 1_000 })
    await person.moveIn()
    await person.door('home').click()
    await beginLongImport(person, zip, messages)
    await person.lock()
    await person.unlock()

    await test.step('the line that tells of it stays away once it was closed', async () => {
      const line = text('common:interruptedImport.title')
      // The address is still that of the import page, which shows it in full.
      await expect(text('import:next.interrupted')).toBeVisible()
      await button('chat:sidebar.library').click()
      await expect(line).toBeVisible()
      await page
        .getByRole('banner')
        .getByRole('button', { name: person.words('common:close'), exact: true })
        .click()
      await expect(line).toHaveCount(0)
      await person.lock()
      await person.unlock()
      await expect(button('common:lockNow')).toBeVisible()
      await expect(line).toHaveCount(0)
    })

    await test.step('the history still has it, and takes it out', async () => {
      await person.link('chat:sidebar.importHint').click()
      await expect(text('import:drop.title')).toBeVisible()
      await button('import:history.open').click()
      await expect(text('import:drop.again')).toBeVisible()
      await button('import:undo.takeOut').click()
      await button('import:undo.confirm').click()
      await expect(text('import:next.undone')).toBeVisible({ timeout: 30_000 })
    })
  })
}
