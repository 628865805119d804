import path from 'node:path'
import type { Page } from '@playwright/test'
import { createGate, startScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { writeJson } from '#tests/helpers/chatgpt-export.ts'
import { chatgptConversation } from './conversation.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { createPerson } from './person.ts'

const words = {
  long: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(4),
  address: `https://example.com/${'a-very-long-path/'.repeat(20)}`,
  han: '念念不忘必有回响'.repeat(30),
  emoji: '👩‍❤️‍👨🫶🏽👨‍👩‍👧‍👦🏳️‍🌈'.repeat(20),
  kaomoji: '(づ｡◕‿‿◕｡)づ ♡ ʕっ•ᴥ•ʔっ ( ˘͈ ᵕ ˘͈♡) (╯°□°）╯︵ ┻━┻',
  hebrew: 'שלום, זה מכתב ארוך מאוד שנכתב מימין לשמאל, with English inside, ואז שוב עברית.',
  arabic: 'مرحبا، هذه رسالة تُكتب من اليمين إلى اليسار 2026 و فيها أرقام.',
  zalgo: `Z${'\u0335\u0322\u0301'.repeat(60)}algo`,
  code: `\`\`\`\n${'const everything = [1, 2, 3].map((value) => value * 2) // '.repeat(8)}\n\`\`\``,
  table: `| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n| ${'quite a few words | '.repeat(6)}`,
}

/** How far anything sticks out of the window, in px; and what. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const root = document.documentElement
    const wide = [
      ...document.querySelectorAll<HTMLElement>('main, main article, main header, form, nav, h1, h2, button'),
    ]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        const clipped = element.closest('[style*="overflow"], pre, table')
        return box.width > 0 && !clipped && (box.right > innerWidth + 1 || box.left < -1)
      })
      .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 30)}`)
    return { page: root.scrollWidth - root.clientWidth, wide: wide.slice(0, 5) }
  })

const fits = { page: 0, wide: [] }

test('emoji, right-to-left words, endless words and large text stay inside a narrow window', async ({
  keepsake,
  profile,
}) => {
  const person = createPerson(keepsake, 'zh-Hant')
  const { page, button } = person
  const file = path.join(profile, 'conversations.json')
  const texts = Object.values(words)
  await writeJson(file, [
    chatgptConversation({
      title: words.long,
      turns: texts.flatMap((text) => [
        { role: 'user' as const, text },
        { role: 'assistant' as const, text },
      ]),
    }),
  ])
  await page.setViewportSize({ width: 400, height: 800 })
  await person.moveIn()
  await person.door('home').click()
  await person.chooseFile(file)
  await expect(person.field('import:target.name')).toBeVisible()
  expect(await overflow(page)).toEqual(fits)
  await person.field('import:target.name').fill(words.long.slice(0, 120))
  await page.locator('form button[type=submit]').click()
  await expect(page.getByRole('table')).toBeVisible()
  expect(await overflow(page)).toEqual(fits)
  await expectAccessible(page, 'a narrow receipt')
  await button('import:receipt.openLibrary').click()
  await page.getByRole('main').getByRole('link').filter({ hasText: 'ChatGPT' }).click()
  await expect(person.messages.last()).toBeVisible()

  await test.step('the thread', async () => {
    expect(await overflow(page)).toEqual(fits)
    // Every message, wherever in the thread.
    for (let step = 0; step < 12; step += 1) {
      await page.getByRole('region', { name: person.words('chat:thread.label') }).press('PageUp')
      expect(await overflow(page)).toEqual(fits)
    }
    // Hebrew begins at the right edge, in both their words and yours.
    const gaps = await page
      .locator('article p')
      .filter({ hasText: 'שלום' })
      .evaluateAll((all) =>
        all.map((paragraph) => {
          const range = document.createRange()
          const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode() ?? paragraph
          range.setStart(text, 0)
          range.setEnd(text, 1)
          return paragraph.getBoundingClientRect().right - range.getBoundingClientRect().right
        }),
      )
    expect(gaps).toHaveLength(2)
    for (const gap of gaps) expect(Math.abs(gap)).toBeLessThan(8)
    await expectAccessible(page, 'a narrow thread')
  })

  await test.step('twice the text size', async () => {
    await button('common:openSidebar').click()
    await button('common:settings').click()
    await person.link('settings:pages.appearance').click()
    const larger = button('settings:appearance.larger')
    while (await larger.isEnabled()) {
      const before = await page.locator('output').innerText()
      await larger.click()
      await expect(page.locator('output')).not.toHaveText(before)
    }
    await expect(page.locator('html')).toHaveCSS('font-size', '32px')
    for (const hash of [
      'settings/appearance',
      'settings/privacy',
      'settings/models',
      'import',
      'library',
      'companion/new',
      '',
    ]) {
      await page.evaluate((next) => {
        location.hash = `/${next}`
      }, hash)
      await expect(page.getByRole('main')).toBeVisible()
      await expect(page.getByRole('heading').first()).toBeVisible()
      expect(await overflow(page), `200 % at ${hash}`).toEqual(fits)
    }
    await expectAccessible(page, 'a chat at 200 %')
  })
})

test('with reduced motion nothing moves, not even while a reply is written', async ({ keepsake }) => {
  await using provider = await startScriptedProvider()
  const person = createPerson(keepsake, 'en')
  const { page, messages } = person
  await person.moveIn()
  await person.door('meet').click()
  await person.connect(provider.baseUrl)
  await person.meet('June')
  provider.script({ steps: [{ gate: createGate() }] })
  await person.send('Hello')
  await expect(messages).toHaveCount(2)
  await person.button('chat:header.menu').click()
  await expect(page.getByRole('menu')).toBeVisible()
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 20)
      .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.className ?? '') : '')),
  )
  expect(moving).toEqual([])
})
