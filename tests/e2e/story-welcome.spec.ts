import { languages } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './fixtures.ts'
import { createPerson, passphrase } from './person.ts'

for (const language of languages) {
  test(`${language}: the welcome leads to a demo that streams, stops, and keeps every version`, async ({
    keepsake,
  }) => {
    const person = createPerson(keepsake, language)
    const { page, words, button, field, heading, composer, messages } = person

    await test.step('language', async () => {
      await expect(button('common:appName')).toHaveCount(0)
      await expectAccessible(page, 'language')
      await person.chooseLanguage()
    })

    await test.step('adult statement: the honest no is an answer too', async () => {
      await expect(heading('welcome:adult.title')).toBeFocused()
      await expectAccessible(page, 'adult')
      await button('welcome:adult.no').click()
      await expect(heading('welcome:adult.youngTitle')).toBeVisible()
      await expectAccessible(page, 'too young')
      await button('common:back').click()
      await button('welcome:adult.yes').click()
    })

    await test.step('vault: a meter, and two that differ are caught', async () => {
      const meter = page.locator('[data-strength]')
      await field('common:keys.passphrase').fill('1234')
      await expect(meter).toHaveText(words('common:strength.weak'))
      await field('common:keys.passphrase').fill(passphrase)
      await expect(meter).toHaveText(words('common:strength.strong'))
      await field('common:keys.passphraseAgain').fill('something else')
      await button('welcome:vault.make').click()
      await expect(person.text('common:keys.mismatch')).toBeVisible()
      await expectAccessible(page, 'vault')
      await person.makeVault()
    })

    await test.step('recovery key: shown, then proven; a wrong group is refused', async () => {
      const groups = await person.readRecoveryKey()
      expect(groups.length).toBeGreaterThan(6)
      await expectAccessible(page, 'recovery key')
      await button('common:keys.kept').click()
      await expectAccessible(page, 'proving')
      await person.proveRecoveryKey(groups.map(() => 'AAAAAA'))
      await expect(person.text('errors:RECOVERY_MISMATCH')).toBeVisible()
      await person.proveRecoveryKey(groups)
      await expect(heading('welcome:doors.title')).toBeVisible()
      await expectAccessible(page, 'doors')
    })

    await test.step('the demo says what it is, and streams', async () => {
      await person.door('look').click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('welcome:demo.name'))
      await expect(page.locator('main header').getByText(words('chat:label.demo'))).toBeVisible()
      await expectAccessible(page, 'chat with a greeting')
      await person.send('Are you there? 你在吗？')
      await expect(person.message('Are you there?')).toBeVisible()
      await expect(button('chat:composer.stop')).toBeVisible()
    })

    await test.step('stop keeps what came', async () => {
      // Something of the reply has to be there before it is stopped.
      await expect(messages.last()).toContainText(/.{6}/u)
      await button('chat:composer.stop').click()
      await expect(person.text('chat:state.stopped')).toBeVisible()
      await expect(messages).toHaveCount(3)
      await expectAccessible(page, 'a stopped reply')
    })

    await test.step('another version; both can be stepped through', async () => {
      const reply = messages.last()
      const stopped = await reply.locator('[lang]').first().innerText()
      await person.useTool(reply, 'chat:action.regenerate')
      await expect(
        reply.getByRole('group', { name: words('chat:version.label', { number: 2, total: 2 }) }),
      ).toBeVisible()
      await expect(button('chat:composer.send')).toBeVisible({ timeout: 20_000 })
      await expect(person.text('chat:state.stopped')).toHaveCount(0)
      await reply.getByRole('button', { name: words('chat:version.previous') }).click()
      await expect(messages.last()).toContainText(stopped)
      await expect(person.text('chat:state.stopped')).toBeVisible()
      await messages
        .last()
        .getByRole('button', { name: words('chat:version.next') })
        .click()
      await expect(person.text('chat:state.stopped')).toHaveCount(0)
      await expectAccessible(page, 'versions')
    })

    await test.step('an edited message is a sibling, and the first is still there', async () => {
      const mine = person.message('Are you there?')
      await person.useTool(mine, 'chat:action.edit')
      const editor = field('chat:edit.label')
      await expect(editor).toBeFocused()
      await expectAccessible(page, 'editing')
      await editor.fill('Good night 晚安')
      await button('chat:edit.send').click()
      await expect(person.message('Good night 晚安')).toBeVisible()
      await expect(button('chat:composer.send')).toBeVisible({ timeout: 20_000 })
      const edited = person.message('Good night 晚安')
      await expect(
        edited.getByRole('group', { name: words('chat:version.label', { number: 2, total: 2 }) }),
      ).toBeVisible()
      await edited.getByRole('button', { name: words('chat:version.previous') }).click()
      await expect(person.message('Are you there?')).toBeVisible()
      await expect(person.message('Good night 晚安')).toHaveCount(0)
      await expect(messages).toHaveCount(3)
    })

    await test.step('deleting can be undone at once, and restored later', async () => {
      const mine = person.message('Are you there?')
      const remove = async () => {
        await person.useTool(mine, 'chat:action.more')
        await page.getByRole('menuitem', { name: words('chat:action.delete') }).click()
        await expect(person.text('chat:state.deleted')).toBeVisible()
        await expect(mine).toHaveCount(0)
      }
      await remove()
      await person.toast.getByRole('button', { name: words('chat:action.undo'), exact: true }).click()
      await expect(mine).toBeVisible()
      await remove()
      await expectAccessible(page, 'a deleted message')
      await messages.getByRole('button', { name: words('chat:action.restore'), exact: true }).click()
      await expect(mine).toBeVisible()
      await expect(person.text('chat:state.deleted')).toHaveCount(0)
      await composer.focus()
    })
  })
}
