import { once } from 'node:events'
import { copyFile, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { writeChatgptZip, writeJson } from '#tests/helpers/chatgpt-export.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { chatgptConversation, type Turn } from './conversation.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { createPerson, type Person } from './person.ts'

const bringHome = async (person: Person, file: string, title: string): Promise<void> => {
  const { page, button, field } = person
  await person.chooseFile(file)
  await expect(field('import:target.name')).toBeVisible()
  await field('import:target.name').fill('June')
  await page.locator('form button[type=submit]').click()
  await expect(page.getByRole('table')).toBeVisible()
  await button('import:receipt.openLibrary').click()
  await page.getByRole('main').getByRole('link').filter({ hasText: title }).click()
}

test('files that are no export are refused with a reason, and the next one is welcome', async ({
  keepsake,
  profile,
}) => {
  const person = createPerson(keepsake, 'en')
  const { page, words, button } = person
  await person.moveIn()
  await person.door('home').click()

  const zip = path.join(profile, 'whole.zip')
  await writeChatgptZip(zip, { conversations: 3 })
  const garbage = {
    'empty.zip': (file: string) => writeFile(file, ''),
    'picture.zip': (file: string) => writeFile(file, createPicture(7)),
    'cut.zip': async (file: string) => {
      await copyFile(zip, file)
      await truncate(file, 2_000)
    },
    'words.json': (file: string) => writeFile(file, '[{"mapping": {"a": {"id": "a", "mess'),
    'other.json': (file: string) => writeFile(file, '{"some": "thing else"}'),
  }
  for (const [name, make] of Object.entries(garbage)) {
    await test.step(name, async () => {
      const file = path.join(profile, name)
      await make(file)
      await person.chooseFile(file)
      await expect(page.getByText(words('import:state.failed'), { exact: true })).toBeVisible()
      await expect(page.getByRole('main')).not.toContainText(words('import:reason.INTERNAL'))
      await expectAccessible(page, name)
      await button('import:more').click()
    })
  }
  await person.chooseFile(zip)
  await expect(person.field('import:target.name')).toBeVisible()
})

test('hostile words in an import stay words: nothing runs, nothing is fetched, no link opens by itself', async ({
  keepsake,
  browserHost,
  profile,
  context,
}) => {
  const person = createPerson(keepsake, 'en')
  const { page, button } = person
  let knocks = 0
  const canary = createServer((socket) => {
    knocks += 1
    socket.destroy()
  })
  await once(canary.listen(0, '127.0.0.1'), 'listening')
  const lure = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
  const attacks = [
    `<img src="${lure}/a.png" onerror="window.hit = 1">`,
    `<script>window.hit = 2; fetch('${lure}/b')</script>`,
    `![a picture](${lure}/c.png "title")`,
    `![a picture][ref]\n\n[ref]: ${lure}/d.png`,
    `[click me](javascript:window.hit=3) [data](data:text/html,<script>window.hit=4</script>)`,
    `<iframe src="${lure}/e"></iframe><object data="${lure}/f"></object><embed src="${lure}/g">`,
    `<link rel="preconnect" href="${lure}"><link rel="stylesheet" href="${lure}/h.css"><base href="${lure}/">`,
    `<style>@import url(${lure}/i.css); body { display: none }</style>`,
    `<svg onload="window.hit = 5"><image href="${lure}/j.png"/></svg>`,
    `<form action="${lure}/k"><button autofocus onfocus="window.hit = 6">Go</button></form>`,
    `<meta http-equiv="refresh" content="0; url=${lure}/l">`,
    '```html\n<script>window.hit = 7</script>\n```',
    `$\\href{javascript:window.hit=8}{x}$ <a href="vbscript:x">x</a> [file](file:///etc/passwd)`,
    `<video autoplay src="${lure}/m.mp4"></video><audio src="${lure}/n.mp3"></audio>`,
  ]
  const turns: Turn[] = attacks.flatMap((text): Turn[] => [
    { role: 'user', text },
    { role: 'assistant', text },
  ])
  turns.push({ role: 'assistant', text: `The last one: [a real link](${lure}/real)` })
  const file = path.join(profile, 'conversations.json')
  const title = `<img src=${lure}/title onerror=window.hit=9>`
  await writeJson(file, [chatgptConversation({ title, turns })])

  await person.moveIn()
  await person.door('home').click()
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  context.on('page', (opened) => asked.push(`a window: ${opened.url()}`))
  await bringHome(person, file, title)

  await expect(person.message('The last one')).toBeVisible()
  const scroller = page.getByRole('region', { name: person.words('chat:thread.label') })
  for (const attack of attacks) {
    const shown = person.message(attack.slice(0, 20)).first()
    if ((await shown.count()) > 0) await shown.scrollIntoViewIfNeeded()
  }
  await scroller.evaluate((element) => element.scrollTo(0, 0))
  await expect(person.messages.first()).toBeInViewport()
  await expectAccessible(page, 'hostile words')
  await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight))

  await test.step('a real link is shown in full and asks first', async () => {
    await page.getByText('a real link').click()
    const gate = page.getByRole('dialog')
    await expect(gate).toContainText(`${lure}/real`)
    await expectAccessible(page, 'the link gate')
    await button('chat:link.cancel').click()
    await expect(gate).toHaveCount(0)
  })

  const own = new URL(page.url()).origin
  const strange = asked.filter((url) => !url.startsWith(own) && !url.startsWith(`blob:${own}`))
  expect(strange, 'nothing was asked of anybody else').toEqual([])
  expect(knocks, 'the canary heard nothing').toBe(0)
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)
  expect(
    await page
      .locator('main')
      .locator('script, iframe, object, embed, link, style, form[action], video, audio, meta, base, img[src^="http"]')
      .count(),
  ).toBe(0)
  expect(browserHost?.errors() ?? '').not.toContain('hit')
  canary.close()
})
