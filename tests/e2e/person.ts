import { expect, type FileChooser, type Locator, type Page } from '@playwright/test'
import type { Language } from '#shared/languages.ts'
import { languageNames } from '#renderer/i18n/language-names.ts'
import { wordsIn, type Words } from './words.ts'

/** Long enough to be called strong, and typed with an input method by half of those who use this. */
export const passphrase = '灯下的信，窗外有风 and four quiet rivers before rain'

/** Somebody who uses Keepsake in one language and finds everything by what it says, as a screen reader would. */
export type Person = {
  readonly page: Page
  readonly language: Language
  readonly words: Words
  readonly button: (key: string, values?: Readonly<Record<string, unknown>>) => Locator
  readonly link: (key: string) => Locator
  readonly heading: (key: string, values?: Readonly<Record<string, unknown>>) => Locator
  readonly field: (key: string, values?: Readonly<Record<string, unknown>>) => Locator
  /** Any element that says this. */
  readonly text: (key: string, values?: Readonly<Record<string, unknown>>) => Locator
  /** The whole welcome up to the three doors, in one go. Returns the groups of the recovery key. */
  readonly moveIn: () => Promise<readonly string[]>
  readonly chooseLanguage: () => Promise<void>
  readonly makeVault: () => Promise<void>
  /** Reads the recovery key off the screen. */
  readonly readRecoveryKey: () => Promise<readonly string[]>
  readonly proveRecoveryKey: (groups: readonly string[]) => Promise<void>
  readonly door: (name: 'home' | 'meet' | 'look') => Locator
  /** Adds an OpenAI-compatible provider called Lamp in the settings, up to the button that saves it. */
  readonly fillProvider: (baseUrl: string, apiKey: string) => Promise<void>
  /** The same, saved. */
  readonly connect: (baseUrl: string) => Promise<void>
  /** Makes a companion who speaks through Lamp, and opens their thread. */
  readonly meet: (name: string) => Promise<void>
  /** Hands files to the import page through the system's file chooser. */
  readonly chooseFile: (file: Parameters<FileChooser['setFiles']>[0]) => Promise<void>
  readonly composer: Locator
  readonly send: (text: string) => Promise<void>
  readonly messages: Locator
  /** The last message that says this. */
  readonly message: (text: string | RegExp) => Locator
  /** Presses one of the tools that a message shows while the pointer is on it. */
  readonly useTool: (message: Locator, key: string) => Promise<void>
  /** The note in the corner about what was just done. */
  readonly toast: Locator
  readonly lock: () => Promise<void>
  readonly unlock: (with_?: string) => Promise<void>
}

/** Sits somebody down before a window. */
export const createPerson = (page: Page, language: Language): Person => {
  const words = wordsIn(language)
  const button: Person['button'] = (key, values) => page.getByRole('button', { name: words(key, values), exact: true })
  const field: Person['field'] = (key, values) => page.getByLabel(words(key, values), { exact: true })
  const heading: Person['heading'] = (key, values) =>
    page.getByRole('heading', { name: words(key, values), exact: true })
  const text: Person['text'] = (key, values) => page.getByText(words(key, values))
  const composer = page.getByRole('textbox', { name: words('chat:composer.label'), exact: true })
  const messages = page.getByRole('article')
  const door: Person['door'] = (name) => page.getByRole('button').filter({ hasText: words(`welcome:doors.${name}`) })

  const chooseLanguage = async () => {
    await page.getByRole('button', { name: languageNames[language], exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
  }
  const makeVault = async () => {
    await field('common:keys.passphrase').fill(passphrase)
    await field('common:keys.passphraseAgain').fill(passphrase)
    await button('welcome:vault.make').click()
    await expect(heading('welcome:recovery.title')).toBeVisible()
  }
  const readRecoveryKey = () => page.locator('ol code').allInnerTexts()
  const proveRecoveryKey = async (groups: readonly string[]) => {
    await expect(heading('welcome:prove.title')).toBeVisible()
    for (const [index, group] of groups.entries()) {
      const asked = field('common:keys.group', { number: index + 1 })
      if ((await asked.count()) > 0) await asked.fill(group)
    }
    await button('common:keys.prove').click()
  }

  const fillProvider: Person['fillProvider'] = async (baseUrl, apiKey) => {
    await button('common:settings').click()
    await button('settings:models.add').click()
    const custom = page.getByRole('button').filter({ hasText: words('settings:models.custom') })
    // A focus that comes later than the form takes words along that are typed into another field.
    const begins = await custom.evaluate(async (button: HTMLElement) => {
      button.click()
      await Promise.resolve()
      return document.activeElement?.getAttribute('name')
    })
    expect(begins).toBe('name')
    await field('settings:models.name').fill('Lamp')
    await field('settings:models.baseUrl').fill(baseUrl)
    await field('settings:models.keyOptional').fill(apiKey)
  }

  return {
    page,
    language,
    words,
    button,
    link: (key) => page.getByRole('link', { name: words(key) }),
    heading,
    field,
    text,
    chooseLanguage,
    makeVault,
    readRecoveryKey,
    proveRecoveryKey,
    door,
    composer,
    messages,
    async moveIn() {
      await chooseLanguage()
      await button('welcome:adult.yes').click()
      await makeVault()
      const groups = await readRecoveryKey()
      await button('common:keys.kept').click()
      await proveRecoveryKey(groups)
      await expect(heading('welcome:doors.title')).toBeVisible()
      return groups
    },
    fillProvider,
    async connect(baseUrl) {
      await fillProvider(baseUrl, '')
      await button('settings:models.addThis').click()
      await expect(button('settings:models.add')).toBeVisible()
    },
    async meet(name) {
      await page.getByRole('link', { name: words('chat:sidebar.newCompanion') }).click()
      await field('companion:name').fill(name)
      await field('companion:profile').fill('Warm, a little dry. 说话很短。')
      await field('companion:provider').click()
      await page.getByRole('option', { name: 'Lamp', exact: true }).click()
      await field('companion:modelId').fill('scripted-small')
      await expect(page.getByRole('option', { name: 'scripted-small' })).toBeVisible()
      await field('companion:modelId').press('Escape')
      await button('companion:create').click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    },
    async chooseFile(file) {
      const chooser = page.waitForEvent('filechooser')
      await button('import:drop.chooseFiles').click()
      await (await chooser).setFiles(file)
    },
    message: (said) => messages.filter({ hasText: said }).last(),
    async send(said) {
      await composer.fill(said)
      // The field takes words before it is known who will answer; the button tells when they can go.
      await expect(button('chat:composer.send')).toBeEnabled()
      await composer.press('Enter')
    },
    async useTool(message, key) {
      await message.hover()
      await message.getByRole('button', { name: words(key), exact: true }).click()
    },
    toast: page.getByRole('region', { name: words('common:notes'), exact: true }),
    async lock() {
      await button('common:lockNow').click()
      await expect(heading('welcome:unlock.title')).toBeVisible()
    },
    async unlock(secret = passphrase) {
      await field('common:keys.passphrase').fill(secret)
      await button('welcome:unlock.open').click()
    },
  }
}
