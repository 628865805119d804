import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { languages, type Language } from '#shared/languages.ts'
import { createGate, startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test as base } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'
import { seedThread } from './seeded-thread.ts'

const name = '知夏'
const rich = [
  'Here is **the plan** 这是**计划（草稿）**吗：',
  '```ts\n// 念念不忘\nconst answer = (days: number): string => `day ${days}`\n\nexport class Lamp extends Light<"warm"> {\n  constructor(readonly hours = 520) { super() }\n}\n' +
    `const long = '${'a long line that must scroll by itself '.repeat(6)}'\n\`\`\``,
  'It costs $5 and then $10, and \\(a^2 + b^2 = c^2\\) holds, $x_1 \\le \\frac{1}{2}$ too.',
  '$$\n\\sum_{n=1}^{\\infty} \\frac{1}{n^2} = \\frac{\\pi^2}{6}, \\qquad x \\in \\mathbb{R}\n$$',
  '| name | when 何时 |\n|---|---:|\n| lamp | 520 |\n| 灯 | $n$ |',
  '- one\n  - nested\n    1. deep\n- [x] done\n- [ ] open',
  '> A quote 引用\n> > and one in it',
].join('\n\n')

/** A vault with one companion, whose thread forks: three versions of one reply, and a longer path beside it. */
const test = base.extend<{ language: Language; provider: ScriptedProvider }>({
  language: ['en', { option: true }],
  provider: async ({}, use) => {
    await using provider = await startScriptedProvider()
    await use(provider)
  },
  profile: async ({ language, provider }, use) => {
    const profile = await mkdtemp(path.join(os.tmpdir(), 'keepsake-e2e-'))
    const at = Date.UTC(2026, 2, 5, 9)
    seedThread({
      profile,
      language,
      passphrase,
      name,
      baseUrl: provider.baseUrl,
      standIns: ['scripted-small'],
      said: [
        { role: 'user', text: 'Good morning 早上好', at },
        { role: 'assistant', text: 'Morning, love 早', at: at + 60_000 },
        { role: 'user', text: 'What shall we do today 今天做什么', at: at + 120_000 },
        { role: 'assistant', text: 'Stay in 在家', at: at + 180_000 },
        { role: 'assistant', text: 'Walk along the shore 去海边', at: at + 200_000, after: 2 },
        { role: 'user', text: 'Then the ferry 坐渡轮', at: at + 260_000 },
        { role: 'assistant', text: 'The last one 末班船', at: at + 300_000 },
        { role: 'assistant', text: rich, at: at + 400_000, after: 2 },
      ],
    })
    await use(profile)
    await rm(profile, { recursive: true, force: true })
  },
})

for (const language of languages) {
  test.describe(language, () => {
    test.use({ language })

    test('words look as they should, and no version or path is ever lost', async ({ keepsake, provider }) => {
      const person = createPerson(keepsake, language)
      const { page, words, button, messages } = person
      const last = messages.last()
      const panel = page.getByRole('tabpanel')
      const tree = page.getByRole('tree')
      const more = async (said: string | RegExp, key: string) => {
        await person.useTool(person.message(said), 'chat:action.more')
        await page.getByRole('menuitem', { name: words(key), exact: true }).click()
      }
      await person.unlock()

      await test.step('code has its colours and scrolls inside, formulas are drawn, prices stay prices', async () => {
        const code = last.getByRole('group', { name: words('chat:code.labelIn', { language: 'TypeScript' }) })
        await expect(code.locator('span').first()).toBeVisible()
        await expect(code.getByText('const', { exact: true }).first()).toHaveCSS('color', /oklch/)
        expect(await code.evaluate((pre) => pre.scrollWidth > pre.clientWidth)).toBe(true)
        await expect(last.locator('math')).toHaveCount(4)
        await expect(last).toContainText('It costs $5 and then $10')
        await expect(last.locator('strong').nth(1)).toHaveText('计划（草稿）')
        await expectAccessible(page, 'a reply with everything')
      })

      await test.step('arrow keys step through the versions of the message that has the focus', async () => {
        await last.focus()
        await page.keyboard.press('ArrowLeft')
        await expect(person.message('The last one 末班船')).toBeVisible()
        await person.message('Walk along the shore').focus()
        await page.keyboard.press('ArrowLeft')
        await expect(last).toContainText('Stay in')
        await page.keyboard.press('ArrowRight')
        await expect(last).toContainText('The last one')
      })

      await test.step('the map shows every fork and path, and reads one without making it the thread', async () => {
        await button('chat:header.panel').click()
        await page.getByRole('tab', { name: words('chat:map.title') }).click()
        await expect(tree.getByRole('treeitem')).toHaveCount(4)
        await expect(tree.locator('[aria-current]')).toContainText('Walk along the shore')
        await expectAccessible(page, 'the map of paths')
        await tree.getByRole('treeitem').first().focus()
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('Enter')
        await expect(last).toContainText('Stay in')
        await button('chat:thread.makeThread').click()
        await expect(tree.locator('[aria-current]')).toContainText('Stay in')
      })

      await test.step('a reply that was cut off goes on as one message; the half stays a version', async () => {
        const gate = createGate()
        provider.script({ steps: [{ think: 'Where is the sea' }, { say: 'The sea was' }, { gate }] })
        await person.send('Tell me 说说海')
        await expect(last).toContainText('The sea was')
        await button('chat:composer.stop').click()
        gate.open()
        await expect(last).toContainText(words('chat:state.stopped'))
        provider.script({ steps: [{ say: 'calm that day.' }] })
        await last.getByRole('button', { name: words('chat:context.look') }).click()
        await panel.getByRole('button', { name: words('chat:context.section.going-on') }).click()
        await expect(panel.locator('li p[lang]')).toHaveCount(2)
        const shown = await panel.locator('li p[lang]').allInnerTexts()
        await page.getByRole('combobox', { name: words('chat:context.asked.label') }).click()
        await page
          .getByRole('option', { name: words('chat:context.asked.standIn', { model: 'scripted-small' }) })
          .click()
        await expect(panel).toContainText(
          words('chat:context.goes', { name, model: 'scripted-small', provider: 'Lamp' }),
        )
        await expectAccessible(page, 'what going on would send')
        await last.getByRole('button', { name: words('chat:branch.continue') }).click()
        await expect(last).toContainText('The sea was calm that day.')
        const sent = JSON.parse(provider.requests.at(-1)?.body ?? '') as { messages: { content: string }[] }
        expect(sent.messages.slice(-2).map(({ content }) => content)).toEqual(shown)
        await page.getByRole('tab', { name: words('chat:map.title') }).click()
        await expect(
          last.getByRole('group', { name: words('chat:version.label', { number: 2, total: 2 }) }),
        ).toBeVisible()
      })

      await test.step('a version that is being written outlives a reload and a lock', async () => {
        const editor = page.getByRole('textbox', { name: words('chat:edit.label') })
        await person.useTool(person.message('Good morning'), 'chat:action.edit')
        const caret = await editor.evaluate((field: HTMLTextAreaElement) => field.selectionStart)
        expect(caret, 'one writes on where the words end').toBe('Good morning 早上好'.length)
        await editor.fill('Good evening 晚上好')
        await page.reload()
        await person.useTool(person.message('Good morning'), 'chat:action.edit')
        await expect(editor).toHaveValue('Good evening 晚上好')
        await expect(person.text('chat:edit.resumed')).toBeVisible()
        await expectAccessible(page, 'a version that was begun')
        await editor
          .locator('xpath=ancestor::form')
          .getByRole('button', { name: words('chat:context.look') })
          .click()
        await editor.fill('Good evening 晚上好呀')
        const lookedAt = page.getByRole('combobox', { name: words('chat:context.for.label') })
        await expect(lookedAt).toContainText(words('chat:context.for.edit'))
        // What is being written can still be chosen once something else was.
        for (const what of ['chat:context.for.send', 'chat:context.for.edit'] as const) {
          await lookedAt.click()
          await page.getByRole('option', { name: words(what), exact: true }).click()
          await expect(lookedAt).toContainText(words(what))
        }
        await panel.getByRole('button', { name: words('chat:context.section.question') }).click()
        await expect(panel.locator('li p[lang]')).toHaveText('Good evening 晚上好呀')
        await expectAccessible(page, 'what other words would send')
        await editor.press('Escape')
        await person.lock()
        await person.unlock()
        await person.useTool(person.message('Good morning'), 'chat:action.edit')
        await expect(editor).toHaveValue('Good evening 晚上好呀')
        await button('chat:edit.cancel').click()
        await person.useTool(person.message('Good morning'), 'chat:action.edit')
        await expect(editor).toHaveValue('Good morning 早上好')
        await button('chat:edit.cancel').click()
        await button('chat:header.panel').click()
        await page.getByRole('tab', { name: words('chat:map.title') }).click()
      })

      await test.step('a new path begins at any message, and what came after stays', async () => {
        await more('Good morning', 'chat:branch.here')
        await expect(person.text('chat:branch.note')).toBeVisible()
        await expect(messages).toHaveCount(1)
        await expectAccessible(page, 'a new path')
        await person.send('Or sleep in 再睡会儿')
        await expect(messages).toHaveCount(3)
        await expect(person.message('Stay in')).toHaveCount(0)
        await expect(tree.getByRole('treeitem').first()).toContainText(words('chat:map.after', { number: 1 }))
      })

      await test.step('or in a conversation of its own, which says where it comes from', async () => {
        await more(/^Or sleep in/, 'chat:branch.own')
        await expect(person.toast).toContainText(words('chat:branch.made'))
        await expect(messages).toHaveCount(2)
        await button('chat:header.panel').click()
        await page.getByRole('tab', { name: words('chat:map.title') }).click()
        await panel.getByRole('link', { name: words('chat:branch.originUntitled') }).click()
        await expect(messages).toHaveCount(3)
      })
    })
  })
}
