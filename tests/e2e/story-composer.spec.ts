import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { FileChooser, Locator, Page } from '@playwright/test'
import { createGate, startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { languages, type Language } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { seedRoom } from './seeded-room.ts'

const june = '知夏 June'
/** Somewhere that no picture may tell of. */
const place = 'GPS 31.2304 N 121.4737 E'

/** A vault with one companion, whose model nobody knows to see; the provider can go away and come back. */
const test = base.extend<{ language: Language; provider: ScriptedProvider }>({
  language: ['en', { option: true }],
  provider: async ({}, use) => {
    await using provider = await startScriptedProvider()
    await use(provider)
  },
  profile: async ({ language, provider }, use) => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'keepsake-e2e-'))
    const companions = [{ name: june, description: 'Warm.', model: 'scripted-large' }]
    await seedRoom({ profile, language, passphrase, baseUrl: provider.baseUrl, companions, conversations: [] })
    await use(profile)
    await rm(profile, { recursive: true, force: true })
  },
})

/** A photograph of 2600 pixels, with a place in its Exif. */
async function photograph(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2_600, 1_700)
    const drawing = canvas.getContext('2d')
    if (drawing) drawing.fillStyle = 'tomato'
    drawing?.fillRect(0, 0, 2_600, 1_700)
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())]
  })
  const exif = Buffer.from(`Exif\0\0${place}`, 'latin1')
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([Buffer.from(bytes.slice(0, 2)), head, exif, Buffer.from(bytes.slice(2))])
}

/** Hands something to the field as the system's clipboard would, or drops it onto the page. */
const hand = (
  field: Locator,
  how: 'paste' | 'drop',
  what: { file?: { name: string; type: string; text: string }; html?: string; text?: string },
) =>
  field.evaluate(
    (target, { how, what }) => {
      const data = new DataTransfer()
      if (what.file) data.items.add(new File([what.file.text], what.file.name, { type: what.file.type }))
      if (what.html !== undefined) data.setData('text/html', what.html)
      if (what.text !== undefined) data.setData('text/plain', what.text)
      const init = { bubbles: true, cancelable: true }
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data })
      return target.dispatchEvent(event)
    },
    { how, what },
  )

type Wire = { content: string | { type: string; text?: string; image_url?: { url: string } }[] }

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })

    test('words go out with what belongs to them, wait where they must, and are never sent twice', async ({
      keepsake,
      profile,
      provider,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, composer, messages } = person
      const sent = () => (JSON.parse(provider.requests.at(-1)?.body ?? '{}') as { messages: Wire[] }).messages.at(-1)
      const chats = () => provider.requests.filter(({ method }) => method === 'POST').length
      const choose = async (files: Parameters<FileChooser['setFiles']>[0]) => {
        const chooser = page.waitForEvent('filechooser')
        await button('chat:attach.choose').click()
        await (await chooser).setFiles(files)
      }
      const attached = page.getByRole('list', { name: words('chat:attach.list') }).getByRole('listitem')
      const queue = page.getByRole('list', { name: words('chat:outbox.label') }).getByRole('listitem')
      await person.unlock()
      await page.getByRole('link', { name: june, exact: true }).click()
      await expect(button('chat:composer.send')).toBeVisible()

      await test.step('files are taken in or refused with what to do, and survive the window', async () => {
        const diary = path.join(profile, 'diary.txt')
        await writeFile(diary, '')
        await truncate(diary, 100 * 1024 ** 2)
        await choose(diary)
        await expect(page.getByRole('alert')).toContainText(
          words('chat:attach.refused.text-too-large', { name: 'diary.txt' }),
        )
        await hand(composer, 'drop', { file: { name: 'nothing.txt', type: 'text/plain', text: '' } })
        await expect(page.getByRole('alert')).toContainText(words('chat:attach.refused.empty', { name: 'nothing.txt' }))
        await hand(composer, 'drop', { file: { name: 'letter.pdf', type: 'application/pdf', text: '%PDF' } })
        await expect(page.getByRole('alert')).toContainText(
          words('chat:attach.refused.wrong-kind', { name: 'letter.pdf' }),
        )
        await expectAccessible(page, 'refused files')
        await hand(composer, 'paste', { text: 'a line of a book\n'.repeat(4_000) })
        const pasted = `${words('chat:attach.pasted')}.txt`
        await expect(attached).toContainText(pasted)
        await expect(composer).toHaveValue('')
        await button('chat:attach.remove', { name: pasted }).click()
        await choose({ name: 'harbour.jpg', mimeType: 'image/jpeg', buffer: await photograph(page) })
        await hand(composer, 'paste', { file: { name: '笔记.md', type: 'text/markdown', text: '# 港口\n```\nx\n```' } })
        await expect(attached).toHaveCount(2)
        await button('chat:attach.open', { name: 'harbour.jpg' }).click()
        await person.field('chat:attach.describe').fill('The sea 海')
        await expectAccessible(page, 'a picture looked at')
        await person.field('chat:attach.describe').press('Enter')
        await composer.fill('Look 看')
        await composer.blur()
        await page.reload()
        await expect(attached).toHaveCount(2)
        await expect(composer).toHaveValue('Look 看')
      })

      await test.step('it is asked once whether the model sees, and then the clean picture goes', async () => {
        await composer.press('Enter')
        const yes = button('chat:attach.sight.show')
        await expect(yes).toBeFocused()
        await expectAccessible(page, 'whether the model sees')
        expect(chats()).toBe(0)
        provider.script({ steps: [{ say: 'I see the sea.' }] })
        await yes.press('Enter')
        await expect(messages.last()).toContainText('I see the sea.')
        const content = sent()?.content
        if (!Array.isArray(content)) throw new Error('no picture was sent')
        const [picture, text] = content
        const [head = '', base64 = ''] = picture?.image_url?.url.split(',') ?? []
        expect(head).toBe('data:image/jpeg;base64')
        const bytes = Buffer.from(base64, 'base64')
        expect(bytes.includes('GPS')).toBe(false)
        expect(bytes.includes('Exif')).toBe(false)
        const width = await page.evaluate(
          async (given) => (await createImageBitmap(new Blob([new Uint8Array(given)]))).width,
          [...bytes],
        )
        expect(width).toBe(2_048)
        expect(text?.text).toContain('The sea 海')
        expect(text?.text).toContain('````md\n# 港口\n```\nx\n```\n````')
        expect(text?.text?.endsWith('Look 看')).toBe(true)
        await expectAccessible(page, 'a picture in the thread')
      })

      await test.step('words written meanwhile wait in sight, and follow in order', async () => {
        const gate = createGate()
        provider.script({ steps: [{ say: 'Wait for ' }, { gate }, { say: 'me.' }] })
        await person.send('First')
        await expect(messages.last()).toContainText('Wait for')
        await composer.fill('Second')
        await composer.press('Enter')
        await composer.fill('Third')
        await composer.press('Enter')
        await expect(queue).toHaveCount(2)
        await expectAccessible(page, 'a queue')
        await queue
          .last()
          .getByRole('button', { name: words('chat:outbox.edit') })
          .click()
        await expect(composer).toHaveValue('Third')
        await composer.fill('')
        const before = chats()
        gate.open()
        await expect(queue).toHaveCount(0)
        await expect(messages.last()).toContainText('Second')
        await expect(messages).toHaveCount(6)
        expect(chats()).toBe(before + 1)
      })

      await test.step('a quote goes above the words and leads back', async () => {
        await person.useTool(messages.nth(1), 'chat:composer.quote')
        await expect(composer).toBeFocused()
        await person.send('And the wind?')
        await expect(messages).toHaveCount(8)
        expect(sent()?.content).toBe(`> I see the sea.\n> — ${june}\n\nAnd the wind?`)
        await messages
          .nth(6)
          .getByRole('button', { name: words('chat:composer.toQuoted', { name: june }) })
          .click()
        await expect(messages.nth(1)).toBeInViewport()
      })

      await test.step('emoji are found by name, a date by @, and only plain words are pasted', async () => {
        const [query, emoji] = { en: ['hug', '🤗'], 'zh-Hans': ['拥抱', '🤗'], 'zh-Hant': ['擁抱', '🤗'] }[
          language
        ] as [string, string]
        await button('emoji:title').click()
        const picker = page.getByRole('dialog', { name: words('emoji:title') })
        await picker.getByRole('searchbox').fill(query)
        await picker.getByText(emoji, { exact: true }).click()
        await expectAccessible(page, 'the emoji picker')
        await page.keyboard.press('Escape')
        await expect(composer).toHaveValue(emoji)
        await expect(composer).toBeFocused()
        await composer.pressSequentially(' @')
        await expect(page.getByRole('listbox')).toBeVisible()
        await expectAccessible(page, 'mentions')
        const before = chats()
        await composer.press('Enter')
        await expect(composer).toHaveValue(new RegExp(words('chat:picker.mention.today')))
        expect(chats()).toBe(before)
        // Letters of both directions and of several parts, and more of them than anybody reads.
        const long = '👩‍👩‍👧‍👦 שלום مرحبا 念念 '.repeat(4_000)
        await page.evaluate(
          async ([text = '']) => {
            const area = document.querySelector('textarea')
            area?.focus()
            area?.setSelectionRange(0, area.value.length)
            document.execCommand('insertText', false, text)
          },
          [long],
        )
        await expect(composer).toHaveValue(long)
        const box = await composer.boundingBox()
        expect(box?.height).toBeLessThanOrEqual((page.viewportSize()?.height ?? 0) * 0.4 + 1)
        expect(await hand(composer, 'paste', { html: '<b>bold</b>', text: 'bold' })).toBe(true)
        await composer.fill('')
      })

      await test.step('without the provider words wait in the vault, and go when it is back', async () => {
        await provider[Symbol.asyncDispose]()
        await person.send('Is anybody there?')
        await expect(page.getByText(words('errors:failure.no-network.title'), { exact: true })).toBeVisible()
        await expect(person.text('chat:outbox.unanswered')).toBeVisible()
        await person.send('I am home 到家了')
        await expect(queue).toContainText(words('chat:outbox.waits.network'))
        await queue.getByRole('button', { name: words('chat:outbox.discard') }).click()
        await expect(queue).toHaveCount(0)
        await person.toast.getByRole('button', { name: words('chat:action.undo') }).click()
        // It was on its way out, so it asks before it goes.
        await expect(queue.getByRole('button', { name: words('chat:outbox.send') })).toBeVisible()
        await expectAccessible(page, 'words that ask before they go')
        await using back = await startScriptedProvider({ port: Number(new URL(provider.url).port) })
        await queue.getByRole('button', { name: words('chat:outbox.send') }).click()
        await expect(messages.last()).toContainText('I am home 到家了')
        await expect(queue).toHaveCount(0)
        // Both are answered, each once and in the order in which they were written.
        const asked = back.requests.filter(({ method }) => method === 'POST').map(({ body }) => body)
        expect(asked.map((body) => body.includes('I am home'))).toEqual([false, true])
      })
    })
  })
}
