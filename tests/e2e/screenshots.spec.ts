import path from 'node:path'
import { languages, type Language } from '#shared/languages.ts'
import { paths, settingsPages } from '#renderer/app/paths.ts'
import { expect, test } from './fixtures.ts'
import { createPerson } from './person.ts'
import { companionName, writeSampleYears } from './sample-years.ts'

const pictures = path.resolve(import.meta.dirname, '../../docs/images')
const themes = ['light', 'dark'] as const

/** A word of the sample that the library is searched for. */
const sought: Readonly<Record<Language, string>> = { en: 'ginger', 'zh-Hans': '雪', 'zh-Hant': '雪' }

test.use({ viewport: { width: 1280, height: 800 } })

for (const language of languages) {
  test(`${language}: a picture of every screen @screenshots`, async ({ keepsake, profile }) => {
    test.setTimeout(240_000)
    const person = createPerson(keepsake, language)
    const { page, words, button, heading, field } = person
    const file = path.join(profile, 'conversations.json')
    const title = await writeSampleYears(file, language)

    const goTo = (address: string): Promise<void> =>
      page.evaluate((hash) => {
        location.hash = hash
      }, address)
    const picture = async (screen: string): Promise<void> => {
      // Nothing half faded in, nothing lit because the pointer rests on it, no cursor that blinks into one of two.
      await page.mouse.move(0, 0)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({
          path: path.join(pictures, `${screen}-${colorScheme}-${language}.png`),
          animations: 'disabled',
          caret: 'hide',
        })
      }
    }

    await picture('language')
    await person.chooseLanguage()
    await picture('adult')
    await button('welcome:adult.yes').click()
    await picture('vault')
    await person.makeVault()
    await picture('recovery')
    const groups = await person.readRecoveryKey()
    await button('common:keys.kept').click()
    await person.proveRecoveryKey(groups)
    await expect(heading('welcome:doors.title')).toBeVisible()
    await picture('welcome')

    await person.door('home').click()
    await expect(heading('import:title')).toBeVisible()
    await picture('import-drop')
    const chooser = page.waitForEvent('filechooser')
    await button('import:drop.chooseFiles').click()
    await (await chooser).setFiles(file)
    await field('import:target.name').fill(companionName(language))
    await picture('import')
    await page.getByRole('main').getByRole('button', { name: /12/ }).last().click()
    await expect(page.getByRole('table')).toBeVisible()
    await picture('receipt')

    await page.getByRole('link', { name: title }).first().click()
    await expect(page.getByRole('article').last()).toBeVisible()
    await picture('chat')

    await button('chat:sidebar.library').click()
    await page.getByRole('textbox', { name: words('library:search.placeholder') }).fill(sought[language])
    await expect(page.locator('mark').first()).toBeVisible()
    await picture('library')

    for (const settings of settingsPages) {
      await goTo(paths.settings(settings))
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
      await picture(settings === 'models' ? 'settings' : `settings-${settings}`)
    }

    await goTo(paths.newCompanion())
    await expect(field('companion:name')).toBeVisible()
    await picture('companion')

    await person.lock()
    await picture('lock')
  })
}
