import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { sampleLines } from '#renderer/i18n/sample-lines.ts'
import { languages, type Language } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { go } from './go.ts'
import { createPerson, passphrase, type Person } from './person.ts'
import { seedThread } from './seeded-thread.ts'

/** Colours are the same in every language: one of them looks at them all. */
const themesIn = (language: Language) => (language === 'en' ? (['light', 'dark'] as const) : (['light'] as const))

/** What each language types to find one conversation, whose title is written otherwise. */
const searches: Record<Language, { readonly typed: string; readonly title: string }> = {
  en: { typed: 'rnyev', title: 'Rainy evenings' },
  'zh-Hans': { typed: '后山', title: '後山的雨' },
  'zh-Hant': { typed: '後山', title: '后山的雨' },
}

/** A vault with a companion, some lines in their thread, and conversations to find. */
const furnish = (profile: string, language: Language): void => {
  const { yours, theirs } = sampleLines[language]
  seedThread({
    profile,
    language,
    passphrase,
    name: 'June',
    titles: ['Recipes', searches[language].title, 'Plans for the flat'],
    said: [yours, ...theirs].map((text, index) => ({ role: index === 0 ? 'user' : 'assistant', text, at: index })),
  })
}

/** Whether anything sticks out of the window to the side. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const choose = async ({ page, words }: Person, choice: string, option: string) => {
  await page
    .getByRole('radiogroup', { name: words(`settings:appearance.${choice}`), exact: true })
    .getByRole('radio', { name: words(`settings:appearance.${option}`), exact: true })
    .click()
}

for (const language of languages) {
  const comfort = test.extend({
    profile: async ({ profile }, use) => {
      furnish(profile, language)
      await use(profile)
    },
  })

  comfort(`everything is a few keys away, and looks as one likes it, in ${language}`, async ({ keepsake }) => {
    const person = createPerson(keepsake, language)
    const { page, words, button, heading, composer, messages } = person
    const palette = page.getByRole('combobox', { name: words('actions:palette.title') })
    await person.unlock()
    await expect(composer).toBeFocused()

    await comfort.step(
      'the palette finds by abbreviation and in either script, and never on an Enter of the IME',
      async () => {
        await page.keyboard.press('Control+k')
        await expect(palette).toBeFocused()
        await expect(page.getByRole('option').first()).toBeVisible()
        await expectAccessible(page, 'the palette')
        await palette.fill(searches[language].typed)
        const found = page.getByRole('option').filter({ hasText: searches[language].title })
        await expect(found).toHaveAttribute('data-highlighted')
        await palette.dispatchEvent('keydown', {
          key: 'Enter',
          keyCode: 229,
          which: 229,
          isComposing: true,
          bubbles: true,
        })
        await expect(found).toBeVisible()
        await palette.press('Enter')
        await expect(palette).toHaveCount(0)
        await expect(page.getByRole('link').filter({ hasText: searches[language].title })).toHaveAttribute(
          'aria-current',
        )
      },
    )

    await comfort.step('an action of the page runs, and takes the focus along', async () => {
      await page.keyboard.press('Control+k')
      await palette.fill(words('actions:chat.search'))
      await palette.press('Enter')
      await expect(page.getByRole('textbox', { name: words('chat:find.label'), exact: true })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(composer).toBeFocused()
    })

    await comfort.step('words typed in the palette are looked for in all messages', async () => {
      await page.keyboard.press('Control+k')
      await palette.fill('zzqq')
      await palette.press('Enter')
      await expect(page.getByLabel(words('library:search.placeholder'))).toHaveValue('zzqq')
      expect(page.url()).not.toContain('zzqq')
    })

    await comfort.step('a question mark is typed where one types, and shows the keys elsewhere', async () => {
      await page.keyboard.press('?')
      await expect(page.getByLabel(words('library:search.placeholder'))).toHaveValue('zzqq?')
      await go(page, '/chat/1')
      await expect(messages).toHaveCount(3)
      await messages.last().focus()
      await page.keyboard.press('?')
      await expect(heading('actions:map.title')).toBeVisible()
      const map = page.getByRole('dialog')
      await expect(map).toContainText(words('actions:chat.walk'))
      await expect(map).toContainText('Ctrl')
      await expectAccessible(page, 'the keyboard map')
      if (language === 'en') {
        const written = readFileSync(path.resolve(import.meta.dirname, '../../docs/keys.md'), 'utf8')
        const rows = await map.locator('dl > div').evaluateAll((all) =>
          all.map((row) => {
            const caps = [...row.querySelectorAll('kbd > kbd')].map((cap) => cap.textContent).join(' ')
            return `| ${row.querySelector('dt')?.textContent} | ${caps} |`
          }),
        )
        expect(rows.filter((row) => !written.includes(row))).toEqual([])
      }
      await page.keyboard.press('Escape')
      await expect(messages.last()).toBeFocused()
    })

    await comfort.step(
      'what can be done to a message and beside the thread is reached from the palette too',
      async () => {
        const reach = async (key: string) => {
          await page.keyboard.press('Control+k')
          await palette.fill(words(key))
          await palette.press('Enter')
        }
        await messages.first().focus()
        await reach('chat:marks.pin')
        const strip = page.getByRole('region', { name: words('chat:marks.pinnedMessages') })
        await expect(strip).toContainText(sampleLines[language].yours)
        await reach('chat:places.media')
        await expect(page.getByRole('tab', { name: words('chat:places.media'), selected: true })).toBeVisible()
        await button('chat:panel.close').click()
      },
    )

    await comfort.step('every choice of appearance shows at once in the preview and in the thread', async () => {
      await page.keyboard.press('Control+,')
      await person.link('settings:pages.appearance').click()
      const preview = page.getByRole('figure')
      const yours = preview.getByText(sampleLines[language].yours)
      await choose(person, 'messages', 'bubbles')
      await choose(person, 'font', 'serif')
      await choose(person, 'measure', 'wide')
      await choose(person, 'density', 'compact')
      const root = page.locator('html')
      await expect(root).toHaveAttribute('data-messages', 'bubbles')
      await expect(yours).toHaveCSS('font-family', /serif/)
      for (const theme of themesIn(language)) {
        await page.emulateMedia({ colorScheme: theme })
        await expectAccessible(page, `appearance, ${theme}`)
      }
      await page.reload()
      await expect(root).toHaveAttribute('data-thread-font', 'serif')
      await go(page, '/chat/1')
      for (const style of language === 'en' ? ['bubbles', 'paper'] : ['bubbles']) {
        await root.evaluate((element, value) => element.setAttribute('data-messages', value), style)
        for (const theme of themesIn(language)) {
          await page.emulateMedia({ colorScheme: theme })
          await expectAccessible(page, `${style}, ${theme}`)
        }
      }
      // What was chosen lies in the vault: behind a closed door nobody sees it.
      await person.lock()
      await expect(root).not.toHaveAttribute('data-messages')
    })
  })
}

const roomy = test.extend({
  profile: async ({ profile }, use) => {
    furnish(profile, 'zh-Hans')
    await use(profile)
  },
})

roomy('at 200 %, in forced colours and on a picture nothing is lost or covered', async ({ keepsake }) => {
  const person = createPerson(keepsake, 'zh-Hans')
  const { page, words, button, composer, messages } = person
  await person.unlock()
  await expect(messages).toHaveCount(3)

  await roomy.step('a note never covers the place where words are written', async () => {
    await page.getByRole('listitem').filter({ hasText: 'Recipes' }).hover()
    await button('chat:sidebar.more', { title: 'Recipes' }).click()
    await page.getByRole('menuitem', { name: words('chat:sidebar.archive'), exact: true }).click()
    const note = page.getByText(words('chat:sidebar.archivedToast'), { exact: true })
    await expect(note).toBeVisible()
    const [toast, field] = [await person.toast.boundingBox(), await composer.boundingBox()]
    expect((toast?.y ?? 0) + (toast?.height ?? Infinity)).toBeLessThanOrEqual(field?.y ?? 0)
  })

  await roomy.step('a wallpaper is kept as a new picture, and the accent comes from the avatar', async () => {
    await go(page, '/companion/1')
    const file = { name: 'sea.png', mimeType: 'image/png', buffer: await teal(page) }
    for (const key of ['companion:avatarChoose', 'companion:look.choose']) {
      const chooser = page.waitForEvent('filechooser')
      await button(key).click()
      await (await chooser).setFiles(file)
    }
    await expect(button('companion:look.takeDown')).toBeVisible()
    await button('companion:look.fromPicture').click()
    await expect(page.getByRole('slider')).toHaveValue(/^20\d$/)
    await go(page, '/chat/1')
    await expect(page.locator('main')).toHaveAttribute('data-wallpaper')
    await expectAccessible(page, 'a thread on a picture')
  })

  await roomy.step('twice the size, narrow and wide', async () => {
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    for (const width of [400, 1_280]) {
      await page.setViewportSize({ width, height: 800 })
      for (const address of ['/settings/appearance', '/companion/1', '/chat/1']) {
        await go(page, address)
        await expect(page.locator('main')).toBeVisible()
        expect(await overflow(page), `${address} at ${width}`).toBe(0)
      }
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('option').first()).toBeVisible()
      expect(await overflow(page), `the palette at ${width}`).toBe(0)
      await page.keyboard.press('Escape')
      await messages.last().focus()
      await page.keyboard.press('?')
      await expect(button('common:close')).toBeInViewport()
      expect(await overflow(page), `the keys at ${width}`).toBe(0)
      await page.keyboard.press('Escape')
    }
  })

  await roomy.step('forced colours keep an edge around words and a ring around the focus', async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    await messages.last().focus()
    await page.keyboard.press('ArrowUp')
    const ring = await messages.nth(1).evaluate((row) => getComputedStyle(row).outlineStyle)
    expect(ring).not.toBe('none')
    const edge = await messages.first().evaluate((row) => {
      const [body] = row.getElementsByTagName('div')
      return body === undefined ? '' : getComputedStyle(body).outlineStyle
    })
    expect(edge).toBe('solid')
    await expectAccessible(page, 'a thread in forced colours')
  })
})

/** A picture of one colour, as a file. */
const teal = async (page: Page): Promise<Buffer> => {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48)
    const context = canvas.getContext('2d')
    if (context) {
      context.fillStyle = '#0a7d84'
      context.fillRect(0, 0, 64, 48)
    }
    return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())]
  })
  return Buffer.from(bytes)
}
