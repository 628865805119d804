import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { languages, type Language } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { expectToAddUp, readReceipt } from './receipt.ts'
import { seedThread } from './seeded-thread.ts'

const name = '知夏 June'

/** A table of no known app, in which the guess takes the wrong column for the words. */
const table = [
  'thread,sender,text,original,at',
  'rain,Ada,[1],Are you awake?,2024-01-02T10:00:00Z',
  'rain,June,[2],醒着。,2024-01-02T10:01:00Z',
  'tea,Ada,[3],茶呢？,2024-01-03T10:00:00Z',
  'tea,June,[4],Here it is.,2024-01-03T10:02:00Z',
].join('\n')

const node = (parent: string | null, role: string, content: Readonly<Record<string, unknown>>) => ({
  parent,
  message: { author: { role }, create_time: 1_700_000_000, content },
})

/** A ChatGPT conversation that brings custom instructions and a memory along. */
const chatgpt = [
  {
    id: 'c-1',
    title: 'Rain',
    mapping: {
      a: node(null, 'user', {
        content_type: 'user_editable_context',
        user_profile: 'I sail, and I am afraid of thunder.',
        user_instructions: 'Answer briefly. 别用感叹号。',
      }),
      b: node('a', 'system', { content_type: 'model_editable_context', model_set_context: '1. Likes rain.' }),
      c: node('b', 'user', { content_type: 'text', parts: ['Are you there?'] }),
    },
  },
]

const test = base.extend<{ readonly language: Language }>({
  language: ['en', { option: true }],
  profile: async ({ profile, language }, use) => {
    seedThread({ profile, language, passphrase, name, said: [] })
    await use(profile)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('a file of no known app is read as the person says, and what an export offers goes where they say', async ({
      keepsake,
      profile,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, field, text } = person
      const start = (messages: number) => button('import:preview.start', { count: messages, messages })
      const choose = async (what: string, option: string) => {
        await page.getByRole('combobox', { name: words(what), exact: true }).click()
        await page.getByRole('option', { name: option, exact: true }).click()
      }
      await writeFile(path.join(profile, 'table.csv'), table)
      await writeFile(path.join(profile, 'conversations.json'), JSON.stringify(chatgpt))
      await person.unlock()

      await test.step('the way to an export is found for each app', async () => {
        await person.link('chat:sidebar.importHint').click()
        await button('guide:title').click()
        await field('guide:search').fill('claude')
        await page.getByRole('button', { name: 'Claude', exact: true }).click()
        const [first = ''] = words('guide:how.claude').split('\n')
        await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: first }).last()).toBeVisible()
        await expectAccessible(page, 'how to get an export')
        await field('guide:search').fill('no such app')
        await expect(text('guide:nothing')).toBeVisible()
      })

      await test.step('the guess is shown with the rows of the file, and what would come in', async () => {
        await person.chooseFile(path.join(profile, 'table.csv'))
        await expect(person.heading('import:mapping.title', { file: 'table.csv' })).toBeVisible({ timeout: 20_000 })
        await expect(text('import:why.rows')).toBeVisible()
        await expect(page.getByRole('table')).toContainText('Are you awake?')
        await expect(page.getByRole('listitem').filter({ hasText: '[1]' })).toBeVisible()
        await expectAccessible(page, 'how an unknown file is read')
      })

      await test.step('each part of it is changed with the keyboard alone, and seen at once', async () => {
        const which = page.getByRole('combobox', { name: words('import:mapping.text'), exact: true })
        await which.focus()
        await page.keyboard.press('Enter')
        await expect(page.getByRole('option', { name: 'original', exact: true })).toBeVisible()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        await expect(which).toHaveText('original')
        await expect(page.getByRole('listitem').filter({ hasText: 'Are you awake?' })).toBeVisible()
        const side = (who: string) =>
          page.getByRole('radiogroup', { name: words('import:mapping.whose', { name: who }) })
        await side('Ada').getByRole('radio').first().focus()
        await page.keyboard.press('Space')
        await expect(side('Ada').getByRole('radio').first()).toBeChecked()
        await expect(
          page
            .getByRole('listitem')
            .filter({ hasText: `${words('import:mapping.you')} · Ada` })
            .first(),
        ).toBeVisible()
      })

      await test.step('going back brings the guess, and the corrected way can be chosen again', async () => {
        await button('import:mapping.reset').click()
        await expect(page.getByRole('listitem').filter({ hasText: '[1]' })).toBeVisible()
        await choose('import:mapping.text', 'original')
        await choose('import:mapping.conversation', 'thread')
        await page
          .getByRole('radiogroup', { name: words('import:mapping.whose', { name: 'Ada' }) })
          .getByText(words('import:mapping.you'))
          .click()
        await expect(text('import:mapping.counts', { count: 2, conversations: '2' })).toBeVisible()
        await expect(start(4)).toBeEnabled()
        await start(4).click()
        const receipt = await readReceipt(person)
        expectToAddUp(receipt)
        expect(receipt['conversations']).toMatchObject({ found: 2, imported: 2 })
        await button('import:more').click()
      })

      await test.step('the same file, read in another way, asks before its messages come in twice', async () => {
        await person.chooseFile(path.join(profile, 'table.csv'))
        await expect(person.heading('import:before.title')).toBeVisible({ timeout: 20_000 })
        await expect(start(4)).toBeDisabled()
        await choose('import:before.label', words('import:before.replace'))
        await expectAccessible(page, 'what becomes of an earlier reading')
        await start(4).click()
        const receipt = await readReceipt(person)
        expect(receipt['messages']).toMatchObject({ found: 4, imported: 4 })
        await button('import:more').click()
      })

      await test.step('instructions and memories are offered to be read, and nothing has happened yet', async () => {
        await person.chooseFile(path.join(profile, 'conversations.json'))
        await start(3).click({ timeout: 20_000 })
        await expect(person.heading('import:offers.title')).toBeVisible({ timeout: 20_000 })
        await expectAccessible(page, 'what the export offers')
      })

      const offer = (kind: string) =>
        page
          .getByRole('main')
          .getByRole('listitem')
          .filter({ hasText: words(`import:offers.${kind}`) })
      const read = (kind: string) =>
        offer(kind)
          .getByRole('button', { name: words('import:offers.read'), exact: true })
          .click()

      await test.step('one is taken in after it was seen word for word, and the profile says it', async () => {
        await read('aboutYou')
        await expect(page.getByRole('dialog')).toContainText('I sail, and I am afraid of thunder.')
        await expectAccessible(page, 'an offer in full')
        await button('import:offers.take').click()
        await expect(field('import:offers.added')).toHaveValue('I sail, and I am afraid of thunder.')
        await page.getByRole('radio', { name: words('import:offers.places.profile'), exact: true }).click()
        await expect(text('import:offers.wheres.profile', { name })).toBeVisible()
        await expect(field('import:offers.added')).toHaveValue(
          `${words('import:offers.headingAboutYou')}\nI sail, and I am afraid of thunder.`,
        )
        await expectAccessible(page, 'what would be written into the profile')
        await button('import:offers.save').click()
        await expect(offer('aboutYou')).toContainText(words('import:offers.taken', { name }))
      })

      await test.step('one is set aside, and the receipt in the history still has both answers', async () => {
        await read('memory')
        await button('import:offers.aside').click()
        await expect(offer('memory')).toContainText(words('import:offers.setAside'))
        await button('import:more').click()
        await button('import:history.open').first().click()
        await expect(offer('memory')).toContainText(words('import:offers.setAside'))
        await expect(offer('aboutYou')).toContainText(words('import:offers.taken', { name }))
      })

      await test.step('what was taken in can be taken out again', async () => {
        await button('import:offers.takeOut').click()
        await expect(offer('aboutYou')).not.toContainText(words('import:offers.taken', { name }))
        await expect(button('import:offers.takeOut')).toHaveCount(0)
      })
    })
  })
}
