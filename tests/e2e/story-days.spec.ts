import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { type Language, languages } from '#shared/languages.ts'
import { startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { expectAccessible } from './accessible.ts'
import { startBrowserHost } from './browser-host.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const name = '小满 Mallow'
const together = '在一起 Together'
const dayMs = 86_400_000
/** Noon, so many days from today, which is the same day for every zone of this machine. */
const noon = (days: number) => new Date().setHours(12, 0, 0, 0) + days * dayMs
/** Two minutes from now: to come when the host's clock leaps, and not before. */
const soon = () => new Date(Date.now() + 120_000).toTimeString().slice(0, 5)
const dateOf = (days: number) => new Date(noon(days)).toLocaleDateString('sv-SE')

/** What a browser would have shown as notifications. */
const notes = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { notes: string[] }).notes)

const captureNotifications = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    const shown: string[] = []
    class Captured extends EventTarget {
      static readonly permission = 'granted'
      static readonly requestPermission = async () => 'granted'
      constructor(title: string, options: { readonly body: string }) {
        super()
        shown.push(`${title}: ${options.body}`)
      }
    }
    Object.defineProperties(window, { notes: { value: shown }, Notification: { value: Captured } })
  })
}

/** A vault whose day 900 is today, to be told since midnight, and a history that holds a day nobody has kept. */
const test = base.extend<{ readonly language: Language; readonly provider: ScriptedProvider }>({
  language: ['en', { option: true }],
  provider: async ({}, use) => {
    await using provider = await startScriptedProvider()
    await use(provider)
  },
  profile: async ({ profile, language, provider }, use) => {
    const lastYear = new Date(noon(0))
    lastYear.setFullYear(lastYear.getFullYear() - 1)
    seedThread({
      profile,
      language,
      passphrase,
      name,
      baseUrl: provider.baseUrl,
      said: [
        { role: 'user', text: 'Hello, are you there? 你在吗', at: noon(-899) },
        { role: 'assistant', text: 'I love you. 我爱你', at: noon(-640) },
        { role: 'user', text: 'A year later we will laugh. 一年以后', at: lastYear.getTime() },
      ],
      days: {
        at: noon(-2),
        kept: [
          {
            title: together,
            emoji: '💞',
            pictureId: null,
            kind: 'together',
            start: { date: dateOf(-899), precision: 'day', time: null, zone: null },
            recurrences: [{ kind: 'day-counts', counts: [900], every: null }],
            countFrom: 1,
            reminders: [
              { daysBefore: 0, time: '00:00' },
              { daysBefore: 0, time: soon() },
            ],
            muted: false,
            note: '',
            messageIds: [],
            letter: true,
          },
        ],
      },
    })
    await use(profile)
  },
  browserHost: async ({ profile }, use, info) => {
    if (info.project.name === 'desktop') return await use(null)
    await using host = await startBrowserHost(profile, null, { leaps: true })
    await use(host)
  },
  context: async ({ context }, use) => {
    await captureNotifications(context)
    await use(context)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })

    test('a day is told, kept, counted by the moon, found in the history, and taken to another calendar and back', async ({
      keepsake,
      provider,
      browserHost,
    }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button } = person
      // Both Chinese scripts are laid out alike; what differs is what is said.
      const expectFit = language === 'zh-Hant' ? async () => {} : expectAccessible
      const isOn = (key: string, values?: Readonly<Record<string, unknown>>) =>
        page.getByRole('switch', { name: words(key, values), exact: true })
      const view = (key: string) => page.getByRole('link', { name: words(`days:views.${key}`), exact: true }).click()
      const grid = page.getByRole('grid')

      await test.step('what was missed is told once, as a notification and above the thread', async () => {
        await person.unlock()
        await expect(page.getByRole('status').filter({ hasText: together })).toBeVisible()
        await expect(button('days:reminder.toDays')).toBeVisible()
        await expect.poll(() => notes(page)).toHaveLength(1)
        expect((await notes(page))[0]).toContain(words('days:sense.dayNumber', { number: '900' }))
      })

      await test.step('the thread has today beside it, and any message can become a day', async () => {
        await button('chat:header.panel').click()
        await page.getByRole('tab', { name: words('days:panel.title') }).click()
        const panel = page.getByRole('tabpanel')
        await expect(panel.getByText(words('days:count.ordinal', { days: '900' }))).toBeVisible()
        await expectFit(page, 'today beside the thread')
        await button('chat:panel.close').click()
        await person.message('I love you').focus()
        await page.keyboard.press('Shift+F10')
        await page.getByRole('menuitem', { name: words('days:fromMessage') }).press('Enter')
        await expect(page.getByRole('blockquote')).toHaveText('I love you. 我爱你')
        await expect(person.field('days:form.date')).toHaveValue(dateOf(-640))
        await button('days:form.cancel').click()
      })

      await test.step('the page counts today, and a reminder can wait until tomorrow', async () => {
        await expect(page.getByLabel(words('days:count.ordinal', { days: '900' }))).toBeVisible()
        await expect(page.getByText('A year later we will laugh.').first()).toBeVisible()
        await expectFit(page, 'our days')
        await button('days:reminder.snooze').click()
        await page.getByRole('menuitem', { name: words('days:reminder.tomorrow') }).click()
        await expect(button('days:reminder.snooze')).toBeHidden()
      })

      await test.step('a day found in the history is kept with one press, another set aside and taken back', async () => {
        const love = page.getByRole('listitem').filter({ hasText: 'I love you. 我爱你' })
        await love.getByRole('button', { name: words('days:suggest.setAside') }).click()
        await expect(love).toBeHidden()
        await person.toast.getByRole('button', { name: words('days:undo') }).click()
        await love.getByRole('button', { name: words('days:suggest.keep') }).click()
        await expect(love).toBeHidden()
        await person.toast.getByRole('button', { name: words('days:undo') }).click()
        await love.getByRole('button', { name: words('days:suggest.keep') }).click()
        await expect(page.getByRole('link', { name: words('days:proposed.first-love') }).first()).toBeVisible()
        // The note leads to the day, and is gone before anything else is looked at.
        await person.toast.getByRole('button', { name: words('days:change') }).click()
        await expect(person.field('days:form.date')).toHaveValue(dateOf(-640))
      })

      await test.step('any day becomes a picture that is seen before it is saved', async () => {
        await button('days:picture.title').click()
        const picture = page.getByRole('img', { name: words('days:proposed.first-love') })
        await expect(picture).toHaveJSProperty('naturalWidth', 1_080)
        await expectFit(page, 'a day as a picture')
        const download = page.waitForEvent('download')
        await button('days:picture.save').click()
        expect((await download).suggestedFilename()).toContain(dateOf(-640))
        await button('days:picture.close').click()
        await button('days:form.cancel').click()
      })

      await test.step('the model looks deeper once its price was seen, and only what stands in a message is suggested', async () => {
        await page.getByRole('button', { name: words('days:look.open', { model: 'scripted-large' }) }).click()
        const dialog = page.getByRole('dialog')
        await expect(dialog.getByText(words('days:look.noPrice'))).toBeVisible()
        await expectFit(page, 'before a model looks')
        expect(provider.requests.filter(({ path }) => path.endsWith('/chat/completions'))).toEqual([])
        const told = { line: 3, quote: 'we will laugh', date: '', kind: 'custom', title: 'Laughing day' }
        provider.script({ steps: [{ say: JSON.stringify({ days: [told, { ...told, quote: 'we cried' }] }) }] })
        await button('days:look.begin').click()
        const found = page.getByRole('listitem').filter({ hasText: 'Laughing day' })
        await expect(found).toContainText(words('days:suggest.found', { model: 'scripted-large' }))
        await expect(page.getByText(words('days:look.unfound', { count: 1, number: '1' }))).toBeVisible()
        await expectFit(page, 'what a model found')
        await found.getByRole('button', { name: words('days:suggest.setAside') }).click()
        await expect(found).toBeHidden()
      })

      await test.step('a birthday by the moon shows when it will come before it is kept', async () => {
        await button('days:new').click()
        await button('days:form.keep').click()
        await expect(person.text('days:form.titleMissing')).toBeVisible()
        await page.getByRole('button', { name: words('days:kind.birthday') }).click()
        await button('days:form.emojiIs', { emoji: '🎂' }).click()
        await page.getByRole('dialog').getByText('😀', { exact: true }).click()
        await expect(button('days:form.emojiIs', { emoji: '😀' })).toBeVisible()
        await person.field('days:form.title').fill('Mei 生日')
        await person.field('days:form.date').fill('1995-09-28')
        await isOn('days:form.yearly').click()
        await page.getByRole('switch').nth(1).click()
        // It was in a leap month, which 2027 does not have.
        await expect(page.getByRole('combobox', { name: words('days:form.leap'), exact: true })).toBeVisible()
        const coming = page.getByRole('listitem').filter({ has: page.locator('time[datetime="2027-09-04"]') })
        await expect(coming.first()).toBeVisible()
        await expectFit(page, 'a new day')
        await button('days:form.keep').click()
        await expect(page.getByRole('link', { name: /Mei 生日/ }).first()).toBeVisible()
      })

      await test.step('the calendar walks by keys, with lunar days', async () => {
        await view('settings')
        await isOn('days:settings.lunar').click()
        await isOn('days:settings.chinese').click()
        await expect(isOn('days:settings.chinese')).toBeChecked()
        await expectFit(page, 'settings of days')
        await view('month')
        const today = grid.getByRole('gridcell', { selected: true })
        await expect(today).toContainText(together)
        await today.focus()
        await page.keyboard.press('PageDown')
        await page.keyboard.press('ArrowRight')
        await expect(grid.getByRole('gridcell', { selected: true })).toBeFocused()
        await expectFit(page, 'the month')
        await view('year')
        await expect(page.getByText(together).first()).toBeVisible()
        await expectFit(page, 'the year')
      })

      await test.step('all days leave as a calendar and are looked at before they come in again', async () => {
        await view('settings')
        const download = page.waitForEvent('download')
        await button('days:settings.saveCalendar').click()
        const file = await (await download).path()
        const text = await readFile(file, 'utf8')
        expect(text).toContain('BEGIN:VCALENDAR')
        expect(text).toContain('Mei 生日')
        const chooser = page.waitForEvent('filechooser')
        await button('days:settings.bringIn').click()
        await (await chooser).setFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) })
        await expect(page.getByRole('dialog').getByRole('checkbox')).toHaveCount(3)
        // All of them are kept already, and said to be.
        await expect(page.getByRole('dialog').getByRole('checkbox', { checked: true })).toHaveCount(0)
        await page.getByRole('checkbox', { name: words('days:proposed.first-love') }).check()
        await expectFit(page, 'days of a file')
        await button('days:bring.add', { count: 1, number: '1' }).click()
        await view('ours')
        const love = page.getByRole('term').filter({ hasText: words('days:proposed.first-love') })
        await expect(love).toHaveCount(2)
      })

      await test.step('the letter that was wanted for today is asked for in the open', async () => {
        const request = person.field('days:letter.words')
        await expect(request).toHaveValue(new RegExp(together))
        expect(provider.requests.some(({ body }) => body.includes(together))).toBe(false)
        const words = await request.inputValue()
        await button('days:letter.ask').click()
        await expect(person.message(words)).toBeVisible()
        await expect.poll(() => provider.requests.some(({ body }) => body.includes(together))).toBe(true)
        await page.getByRole('link', { name: person.words('days:title'), exact: true }).click()
        await expect(page.getByLabel(person.words('days:count.ordinal', { days: '900' }))).toBeVisible()
        await expect(request).toHaveCount(0)
      })

      await test.step('a day is removed and put back', async () => {
        await page
          .getByRole('link', { name: /Mei 生日/ })
          .first()
          .click()
        await button('days:form.remove').click()
        await expect(page.getByRole('link', { name: /Mei 生日/ })).toHaveCount(0)
        await button('days:removed.title', { number: '1' }).click()
        await expect(page.getByText(words('days:removed.body'))).toBeVisible()
        await expectFit(page, 'what was removed')
        await button('days:removed.restore').click()
        await expect(page.getByRole('link', { name: /Mei 生日/ }).first()).toBeVisible()
      })

      await test.step('a locked vault reminds in the words that were allowed, and once', async () => {
        await view('settings')
        await page.getByRole('combobox', { name: words('days:settings.whenLocked'), exact: true }).click()
        await page.getByRole('option', { name: words('days:settings.everything'), exact: true }).click()
        await expect(page.getByText(words('days:settings.whenLockedHint'))).toBeVisible()
        const before = await notes(page)
        await person.lock()
        browserHost?.leap()
        await expect(page.getByRole('status').filter({ hasText: together })).toBeVisible()
        await expectFit(page, 'a reminder on the lock screen')
        expect((await notes(page)).slice(before.length)).toEqual([expect.stringContaining(together)])
        await person.unlock()
        await view('ours')
        await expect(button('days:reminder.snooze')).toBeVisible()
        expect(await notes(page)).toHaveLength(before.length + 1)
      })
    })
  })
}
