import {
  createGate,
  startScriptedProvider,
  type Gate,
  type ScriptedProvider,
} from '#tests/helpers/scripted-provider.ts'
import { draftAnswer, said, stepOf } from '#tests/helpers/draft-model.ts'
import { tavernChat } from '#tests/helpers/sillytavern-export.ts'
import { type Language, languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { startBrowserHost } from './browser-host.ts'
import { expect, test as base } from './fixtures.ts'
import { go } from './go.ts'
import { createPerson, passphrase } from './person.ts'
import { expectToAddUp, readReceipt } from './receipt.ts'
import { seedThread } from './seeded-thread.ts'

const day = 86_400_000
const start = Date.UTC(2024, 2, 8, 12)

/** What was said over some months: much of nothing, and a few things to remember. */
const remembered = {
  en: [
    '★ event: we met on a rainy evening in March',
    '★ promise: I will read to you every Sunday',
    '★ name: she calls you Moonbeam',
  ],
  'zh-Hans': ['★ 我们是三月一个下雨的晚上认识的', '★ 我答应每个星期天都给你念书', '★ 她叫你月光'],
  'zh-Hant': ['★ 我們是三月一個下雨的晚上認識的', '★ 我答應每個星期天都給你唸書', '★ 她叫你月光'],
} satisfies Record<Language, string[]>
const filler = {
  en: 'The rain went on all afternoon, and you asked what the lamp by the window was for.',
  'zh-Hans': '下午一直在下雨，你问起窗边的那盏灯是做什么用的，我说是等人用的。',
  'zh-Hant': '下午一直在下雨，你問起窗邊的那盞燈是做什麼用的，我說是等人用的。',
} satisfies Record<Language, string>

/** A chat file as another app keeps it, of all that was said. */
function chatFile(language: Language): Buffer {
  const words = remembered[language]
  const texts = Array.from({ length: 150 }, (_, place) => words[(place - 1) / 50] ?? `${filler[language]} ${place}`)
  const turns = texts.map((text, place) => ({
    role: place % 2 === 0 ? ('user' as const) : ('assistant' as const),
    versions: [{ text, time: start + Math.floor(place / 2) * 3 * day + (place % 2) * 60_000 }],
    shown: 0,
  }))
  return Buffer.from(tavernChat(turns, { character: '小满' }))
}

const test = base.extend<{ readonly language: Language; readonly model: ScriptedProvider }>({
  language: ['en', { option: true }],
  model: async ({}, use) => {
    await using model = await startScriptedProvider()
    await use(model)
  },
  profile: async ({ profile, language, model }, use) => {
    const price = { input: 2.5, output: 10, currency: 'USD' as const }
    const facts = { contextWindow: 4_096, price, sees: null }
    seedThread({ profile, language, passphrase, name: '小满', said: [], baseUrl: model.baseUrl, facts })
    await use(profile)
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })
    test('the Letter is drafted for a price agreed to before, paused, killed, gone on with, and accepted', async ({
      keepsake,
      model,
      browserHost,
      profile,
      context,
    }) => {
      if (!browserHost) return test.skip()
      const before = createPerson(keepsake, language)
      const { words } = before
      const untilPaused = createGate()
      let gate: Gate | null = untilPaused
      const answered: string[] = []
      model.answerWith((body) => {
        const script = said(draftAnswer(body), body)
        const held = gate !== null && model.requests.length > 2 ? gate : null
        if (held === null || held === untilPaused) answered.push(body)
        return held === null ? script : { ...script, steps: [{ gate: held }, ...script.steps] }
      })

      await test.step('what was said elsewhere comes home', async () => {
        const { page, button, unlock, composer, chooseFile } = before
        await unlock()
        await expect(composer).toBeVisible()
        await go(page, '/import')
        await chooseFile({ name: '小满.jsonl', mimeType: 'application/json', buffer: chatFile(language) })
        await button('import:preview.start', { count: 150, messages: 150 }).click()
        expectToAddUp(await readReceipt(before))
      })

      await test.step('what there is, and what it would cost', async () => {
        const { page, button } = before
        await go(page, '/companion/1/letter')
        await button('draft:open').click()
        await expect(page.getByText(words('draft:facts.first'))).toBeVisible()
        await expect(page.getByText('$', { exact: false }).first()).toBeVisible()
        await page.getByRole('radio', { name: words('draft:read.highlights') }).click()
        await expect(page.getByText(words('draft:read.about.highlights'))).toBeVisible()
        await page.getByRole('radio', { name: words('draft:read.all') }).click()
        expect(model.requests).toEqual([])
        await expectAccessible(page, 'what drafting takes')
        await page.getByRole('button', { name: /\$/u }).click()
      })

      await test.step('paused in the middle, with what was found', async () => {
        const { page, button } = before
        await expect.poll(() => model.requests.length).toBe(4)
        await button('draft:work.pause').click()
        await expect(button('draft:work.pause')).toBeDisabled()
        untilPaused.open()
        gate = null
        await expect(page.getByText(words('draft:paused.person'))).toBeVisible()
        await expect(page.getByText(/^★|三月|March/u).first()).toBeVisible()
        await expectAccessible(page, 'a draft that waits')
        expect(model.requests).toHaveLength(4)
        gate = createGate()
        await button('draft:work.goOn').click()
        await expect.poll(() => model.requests.length).toBeGreaterThan(4)
      })

      await Promise.all([keepsake.close(), browserHost.stop('SIGKILL')])
      gate = null
      await using again = await startBrowserHost(profile)
      const later = createPerson(await context.newPage(), language)
      const { page, button } = later

      await test.step('killed in the middle, and gone on with where it was', async () => {
        await again.open(page)
        await later.unlock()
        await expect(later.composer).toBeVisible()
        await go(page, '/companion/1/letter')
        await button('draft:look').click()
        await button('draft:work.goOn').click()
      })

      await test.step('every sentence leads to its message', async () => {
        await expect(button('draft:result.accept')).toBeVisible()
        expect(new Set(answered).size, 'nothing that was answered is paid for again').toBe(answered.length)
        expect(answered.map(stepOf)).toContain('merge')
        await expectAccessible(page, 'a drafted Letter')
        await page
          .getByRole('button', { name: words('draft:result.source', { number: '1' }) })
          .first()
          .click()
        await expectAccessible(page, 'what a sentence rests on')
        await button('draft:result.openMessage').click()
        await expect(page.getByRole('article').filter({ hasText: '★' }).first()).toBeVisible()
        await page.goBack()
        await button('draft:look').click()
      })

      await test.step('what is left out stays out, and the rest is the Letter', async () => {
        const all = await page
          .getByRole('listitem')
          .filter({ has: page.locator('[aria-expanded]') })
          .count()
        expect(all).toBeGreaterThan(2)
        const leaveOut = words('draft:result.leaveOut', { text: '' })
        await page.getByRole('button', { name: leaveOut }).first().click()
        await button('draft:result.accept').click()
        const letter = page.getByRole('textbox', { name: words('letter:title'), exact: true })
        await expect(letter).toHaveValue(new RegExp(words('draft:sections.promises'), 'u'))
        await expect(page.getByText(words('draft:result.accepted.letter'))).toBeVisible()
      })
    })
  })
}
