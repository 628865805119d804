import path from 'node:path'
import {
  chatgptConversations,
  countMessages,
  writeChatgptZip,
  type ChatgptExport,
} from '#tests/helpers/chatgpt-export.ts'
import { languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { createPerson } from './person.ts'
import { expectToAddUp, readReceipt } from './receipt.ts'

const options: ChatgptExport = { conversations: 12, turns: 6, layout: 'sharded', shardSize: 5, oddEvery: 6, seed: 3 }

/** The full texts of the export, to be looked for afterwards. */
const conversations = [...chatgptConversations(options)]
const messageCount = conversations.reduce((sum, conversation) => sum + countMessages(conversation), 0)

for (const language of languages) {
  test(`${language}: an export comes home with a receipt that adds up, is found again, and can be taken back`, async ({
    keepsake,
    profile,
  }) => {
    const person = createPerson(keepsake, language)
    const { page, words, button, heading, field } = person
    const zip = path.join(profile, 'export.zip')
    const written = await writeChatgptZip(zip, options)
    expect(written.messages).toBe(messageCount)
    const start = button('import:preview.start', { count: messageCount, messages: messageCount })

    await person.moveIn()
    await person.door('home').click()
    await expect(heading('import:title')).toBeVisible()
    await expectAccessible(page, 'import')

    await test.step('the preview says what was found, and asks whose it is', async () => {
      await person.chooseFile(zip)
      await expect(start).toBeVisible({ timeout: 20_000 })
      await expect(start).toBeDisabled()
      const facts = page.getByRole('definition')
      await expect(facts.nth(0)).toHaveText(String(options.conversations))
      await expect(facts.nth(1)).toHaveText(String(messageCount))
      await field('import:target.name').fill('知夏 June')
      await expectAccessible(page, 'preview')
      await start.click()
    })

    await test.step('the receipt adds up, and nothing was left behind', async () => {
      const receipt = await readReceipt(person)
      expectToAddUp(receipt)
      expect(receipt['conversations']).toMatchObject({ found: 12, imported: 12 })
      expect(receipt['messages']).toMatchObject({ found: messageCount, alreadyHere: 0, skipped: 0, failed: 0 })
      await expectAccessible(page, 'receipt')
    })

    for (const [kind, word, variants] of [
      ['one Chinese character', '灯', ['灯', '燈']],
      ['an English word', 'lamp', ['lamp']],
    ] as const) {
      await test.step(`${kind} finds its messages, and a hit opens in its place`, async () => {
        await button('chat:sidebar.library').click()
        await expect(heading('library:title')).toBeVisible()
        const search = page.getByRole('combobox', { name: words('library:search.placeholder') })
        await search.fill(word)
        const hits = page.getByRole('main').getByRole('listitem').getByRole('button')
        const marks = page.locator('mark')
        // Coming back to the library finds the last search first.
        await expect(marks.filter({ hasNotText: new RegExp(variants.join('|'), 'i') })).toHaveCount(0)
        await expect(marks.filter({ hasText: new RegExp(`^(${variants.join('|')})$`, 'i') }).nth(1)).toBeVisible()
        await expectAccessible(page, `search for ${kind}`)
        await hits.nth(1).click()
        await expect(page).toHaveURL(/#\/chat\/\d+\/at\/\d+$/)
        const id = /\d+$/.exec(page.url())?.[0]
        const found = page.locator(`article[data-message="${id}"]`)
        await expect(found).toContainText(word)
        await expect(found).toBeInViewport()
        await expectAccessible(page, 'an imported conversation')
      })
    }

    await test.step('the same export again changes nothing', async () => {
      await person.link('chat:sidebar.importHint').click()
      await person.chooseFile(zip)
      await expect(start).toBeEnabled({ timeout: 20_000 })
      await start.click()
      const receipt = await readReceipt(person)
      expectToAddUp(receipt)
      expect(receipt['conversations']).toMatchObject({ found: 12, alreadyHere: 12, imported: 0 })
      expect(receipt['messages']).toMatchObject({ found: messageCount, alreadyHere: messageCount, imported: 0 })
    })

    await test.step('the first import can be taken back as a whole', async () => {
      await button('import:more').click()
      await expectAccessible(page, 'imports so far')
      await button('import:history.open').last().click()
      await button('import:undo.open').click()
      await expect(page.getByRole('dialog')).toContainText(new RegExp(`\\b${messageCount}\\b`))
      await expectAccessible(page, 'undo')
      await button('import:undo.confirm').click()
      await expect(person.text('import:next.undone')).toBeVisible({ timeout: 20_000 })
      await button('chat:sidebar.library').click()
      await page.getByRole('combobox', { name: words('library:search.placeholder') }).fill('lamp')
      await expect(person.text('library:search.nothing', { query: 'lamp' })).toBeVisible()
      await expectAccessible(page, 'nothing found')
    })
  })
}
