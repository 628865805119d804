import { languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { startBrowserHost } from './browser-host.ts'
import { expect, test } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'

const said = 'The blue cup, the window 蓝色的杯子'
const draft = 'Half a sentence, 还没写完'

for (const language of languages) {
  test(`${language}: locking hides every word, wrong tries wait, and a restart finds all of it`, async ({
    keepsake,
    browserHost,
    profile,
    context,
  }) => {
    if (!browserHost) return test.skip()
    const person = createPerson(keepsake, language)
    const { page, words, button, field, composer, messages } = person
    const groups = await person.moveIn()
    await person.door('look').click()
    await person.send(said)
    await expect(button('chat:composer.stop')).toBeVisible()
    await expect(button('chat:composer.send')).toBeVisible({ timeout: 20_000 })
    await expect(messages).toHaveCount(3)
    const reply = await messages.last().locator('[lang]').first().innerText()
    await composer.fill(draft)

    await test.step('locked, the window holds no word of it', async () => {
      await person.lock()
      await expectAccessible(page, 'the lock screen')
      const left = await page.evaluate(() => document.documentElement.outerHTML + document.title + location.href)
      for (const secret of [said, draft, reply.slice(0, 20), words('welcome:demo.name')]) {
        expect(left).not.toContain(secret)
      }
    })

    await test.step('a wrong passphrase is refused, and a second one has to wait', async () => {
      const wait = new RegExp(words('welcome:unlock.wait', { count: 2 }).replace('2', '\\d+'))
      await person.unlock('not this one')
      await expect(person.text('errors:WRONG_KEY')).toBeVisible()
      await expect(field('common:keys.passphrase')).toBeFocused()
      await person.unlock('nor this one')
      const waiting = page.getByRole('button', { name: wait })
      await expect(
        waiting.or(page.getByRole('button', { name: words('welcome:unlock.wait', { count: 1 }) })),
      ).toBeDisabled()
      await expectAccessible(page, 'a wrong passphrase')
      await field('common:keys.passphrase').fill(passphrase)
      await expect(button('welcome:unlock.open')).toBeEnabled()
      await button('welcome:unlock.open').click()
      await expect(person.message(said)).toBeVisible()
      await expect(composer).toHaveValue(draft)
    })

    await test.step('help is there for who cannot get in, and the recovery key opens as well', async () => {
      await person.lock()
      await button('welcome:unlock.help').click()
      await expect(page.getByRole('dialog')).toContainText('findahelpline.com')
      await expectAccessible(page, 'help with getting in')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: words('common:close') })
        .click()
      await button('welcome:unlock.useRecovery').click()
      await field('common:keys.recovery').fill(groups.join(' ').toLowerCase())
      await button('welcome:unlock.open').click()
      await expect(person.message(said)).toBeVisible()
    })

    await test.step('after a restart everything is there, the draft too', async () => {
      await page.close()
      await browserHost.stop()
      await using again = await startBrowserHost(profile)
      const back = createPerson(await context.newPage(), language)
      await again.open(back.page)
      await expect(back.heading('welcome:unlock.title')).toBeVisible()
      await back.unlock()
      await expect(back.message(said)).toBeVisible()
      await expect(back.messages.last()).toContainText(reply.slice(0, 20))
      await expect(back.messages).toHaveCount(3)
      await expect(back.composer).toHaveValue(draft)
      await back.page.close()
    })
  })
}
