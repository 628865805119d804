import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { type Language, languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { sampleWords } from './sample-words.ts'
import { seedThread } from './seeded-thread.ts'

const goodNight = '晚安。🌙'

/** What the page was asked to say, as `voice: words`. */
const spoken = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)

/** Two voices of this machine and one of somebody else's; each says a thing at once. */
const giveVoices = (context: BrowserContext) =>
  context.addInitScript(() => {
    const words: string[] = []
    class Utterance extends EventTarget {
      readonly text: string
      voice: { readonly name: string } | null = null
      constructor(text: string) {
        super()
        this.text = text
      }
    }
    const voice = (name: string, lang: string, localService: boolean) => ({
      name,
      voiceURI: name,
      lang,
      localService,
      default: !localService,
    })
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => [voice('Cloud', 'zh-CN', false), voice('Lamp', 'zh-CN', true), voice('Reed', 'en-GB', true)],
      cancel: () => {},
      speak: (utterance: Utterance) => {
        words.push(`${utterance.voice?.name ?? 'nobody'}: ${utterance.text}`)
      },
    })
    Object.defineProperties(window, {
      spoken: { value: words },
      speechSynthesis: { value: synthesis },
      SpeechSynthesisUtterance: { value: Utterance },
    })
  })

/** Looks at a PNG: its size, the colour of its corner, and how many colours it is made of. */
const lookAt = (page: Page, png: Buffer) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: new Uint8ClampedArray() }
    const pixels = new Uint32Array(data.buffer)
    const paper = pixels[0]
    const inked = pixels.reduce((count, pixel) => count + (pixel === paper ? 0 : 1), 0)
    const [red = 0, green = 0, blue = 0] = data
    return { width: bitmap.width, height: bitmap.height, light: (red + green + blue) / 3, ink: inked / pixels.length }
  }, png.toString('base64'))

/** A thread that is there before the window is, in the language of the test. */
const test = base.extend<{ readonly language: Language }>({
  language: ['en', { option: true }],
  profile: async ({ profile, language }, use) => {
    const { name, thread } = sampleWords[language]
    const said = thread.flatMap(([asked, answered]) => [
      { role: 'user' as const, text: asked },
      { role: 'assistant' as const, text: answered },
    ])
    said.push(
      { role: 'assistant', text: `**Good night**, ${goodNight}` },
      { role: 'user', text: `${goodNight} ${name}` },
    )
    const timed = said.map((message, index) => ({ ...message, at: Date.UTC(2026, 1, 12, 13, index) }))
    seedThread({ profile, language, passphrase, name, said: timed })
    await use(profile)
  },
  context: async ({ context }, use) => {
    await giveVoices(context)
    await use(context)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('what matters is kept, pinned, answered, heard, and taken along as text and as a picture', async ({
      keepsake,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, message } = person
      const { name, thread } = sampleWords[language]
      const first = message(thread[0]?.[0] ?? '')
      const answer = message('Good night')

      await test.step('a favourite with a note, from the rail', async () => {
        await person.unlock()
        await person.useTool(first, 'chat:marks.keep')
        await person.toast.getByRole('button', { name: words('chat:marks.addNote') }).click()
        await person.field('chat:marks.note').fill('李子 and plums')
        await expectAccessible(page, 'the note of a favourite')
        await button('chat:marks.noteSave').click()
        const kept = button('chat:marks.favouriteNote', { note: '李子 and plums' })
        await expect(first.locator(kept)).toBeVisible()
      })

      await test.step('an answer and a pin, from the keyboard alone', async () => {
        await answer.focus()
        await page.keyboard.press('Shift+F10')
        await page.getByRole('menuitem', { name: words('chat:marks.react'), exact: true }).press('Enter')
        await expect(page.getByRole('dialog', { name: words('chat:marks.chooseReaction') })).toBeVisible()
        await person.field('chat:marks.otherReaction').fill('ab')
        await page.keyboard.press('Enter')
        await expect(person.text('chat:marks.notOneEmoji')).toBeVisible()
        await person.field('chat:marks.otherReaction').fill('🫖')
        await page.keyboard.press('Enter')
        await expect(answer.getByText('🫖')).toBeVisible()
        await expect(answer).toBeFocused()
        await page.keyboard.press('Shift+F10')
        await page.getByRole('menuitem', { name: words('chat:marks.pin'), exact: true }).press('Enter')
        const strip = page.getByRole('region', { name: words('chat:marks.pinnedMessages') })
        await expect(strip).toContainText(`Good night, ${goodNight}`)
      })

      await test.step('all of it is there again after a reload, and the favourite leads to its place', async () => {
        await page.reload()
        await button('chat:header.panel').click()
        await page.getByRole('tab', { name: words('chat:marks.favourites') }).click()
        const card = page.getByRole('listitem').filter({ hasText: '李子 and plums' })
        await expect(card).toBeVisible()
        await expectAccessible(page, 'the favourites')
        await card.getByRole('button').first().click()
        await expect(first).toBeInViewport()
        await button('chat:panel.close').click()
        await expect(answer.getByText('🫖')).toBeVisible()
      })

      await test.step('read aloud in voices of this machine, and silent before anybody asks', async () => {
        expect(await spoken(page)).toEqual([])
        await answer.click({ button: 'right' })
        await page.getByRole('menuitem', { name: words('chat:speech.read') }).click()
        await expect(page.getByRole('region', { name: words('chat:speech.bar') })).toBeVisible()
        await expect.poll(() => spoken(page)).toHaveLength(1)
        expect((await spoken(page))[0]).toMatch(/^(?:Lamp|Reed): .*Good night/)
        expect(await page.evaluate(() => CSS.highlights.get('reading')?.size)).toBe(1)
        await button('chat:speech.stop').click()
      })

      await test.step('several at once: copied with names, saved as Markdown', async () => {
        await first.click({ modifiers: ['Shift'] })
        await person.messages
          .last()
          .getByRole('checkbox')
          .click({ modifiers: ['Shift'] })
        const count = thread.length * 2 + 2
        await expect(person.text('chat:select.count', { count })).toBeVisible()
        await expectAccessible(page, 'choosing messages')
        await button('chat:select.save').click()
        const download = page.waitForEvent('download')
        await page.getByRole('menuitem', { name: words('chat:select.saveMarkdown') }).click()
        const saved = await readFile(await (await download).path(), 'utf8')
        expect((await download).suggestedFilename()).not.toContain(name)
        expect(saved).toContain(`**${name}** · `)
        expect(saved).toContain(`**Good night**, ${goodNight}`)
        await button('chat:select.copy').click()
        await page.getByRole('menuitem', { name: words('chat:select.copyText') }).click()
        await expect(person.toast).toContainText(words('chat:select.copied'))
      })

      await test.step('a picture, by day and by night, without the name', async () => {
        await button('chat:select.picture').click()
        const dialog = page.getByRole('dialog', { name: words('chat:select.picture') })
        await expect(dialog.getByRole('img').first()).toBeVisible()
        await expectAccessible(page, 'making a picture')
        const take = async () => {
          const download = page.waitForEvent('download')
          await dialog.getByRole('button', { name: words('chat:picture.save', { count: 1 }), exact: true }).click()
          return readFile(await (await download).path())
        }
        const day = await lookAt(page, await take())
        expect(day).toMatchObject({ width: 1_170 })
        expect(day.height).toBeGreaterThan(2_000)
        expect(day.light).toBeGreaterThan(230)
        expect(day.ink).toBeGreaterThan(0.05)

        const sheet = page.locator('[data-print-stage]')
        await expect(sheet).toContainText(name)
        await dialog
          .getByRole('radio', { name: words('chat:picture.nameCovered') })
          .first()
          .click()
        await dialog.getByRole('radio', { name: words('chat:picture.dark') }).click()
        await dialog.getByRole('radio', { name: words('chat:picture.letter') }).click()
        await expect(sheet).not.toContainText(name)
        await expect
          .poll(() =>
            dialog
              .getByRole('img')
              .first()
              .evaluate((image: HTMLImageElement) => image.naturalWidth),
          )
          .toBe(1_240)
        const night = await lookAt(page, await take())
        expect(night.light).toBeLessThan(60)
        expect(night.ink).toBeGreaterThan(0.05)
      })
    })
  })
}
