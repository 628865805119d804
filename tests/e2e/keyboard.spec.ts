import type { Page } from '@playwright/test'
import { createGate, startScriptedProvider, type ScriptedProvider } from '#tests/helpers/scripted-provider.ts'
import { expect, test } from './fixtures.ts'
import { createPerson, passphrase, type Person } from './person.ts'

/** Moves in and sits down in the thread of somebody who speaks through the provider. */
const settleIn = async (person: Person, provider: ScriptedProvider): Promise<void> => {
  await person.moveIn()
  await person.door('meet').click()
  await person.connect(provider.baseUrl)
  await person.meet('June')
}

/** Types one syllable into an input method, as it stands underlined before a candidate is picked. */
const compose = async (page: Page): Promise<{ readonly set: (text: string) => Promise<void> }> => {
  const engine = await page.context().newCDPSession(page)
  return {
    set: (text) =>
      engine
        .send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
        .then(() => {}),
  }
}

/** A press of Enter that writes nothing by itself, since an input method is at work. Some systems call it `Process`. */
const pressEnterInMethod = async (page: Page, name: 'Enter' | 'Process'): Promise<void> => {
  const engine = await page.context().newCDPSession(page)
  const windowsVirtualKeyCode = name === 'Enter' ? 13 : 229
  await engine.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: name, code: 'Enter', windowsVirtualKeyCode })
  await engine.send('Input.dispatchKeyEvent', { type: 'keyUp', key: name, code: 'Enter', windowsVirtualKeyCode })
}

/** Presses Tab until the focus is back where it began; says everything that it stood on. */
const walkByTab = async (page: Page): Promise<readonly string[]> => {
  const stations: string[] = []
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab')
    const station = await page.evaluate(() => {
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body) return null
      const style = getComputedStyle(activeElement)
      const ring =
        activeElement.matches(':focus-visible') && (style.outlineStyle !== 'none' || style.boxShadow !== 'none')
      const box = activeElement.getBoundingClientRect()
      const inside = activeElement.closest('form')?.matches(':focus-within') === true
      const name =
        activeElement.getAttribute('aria-label') ??
        (activeElement as HTMLInputElement).labels?.[0]?.textContent ??
        activeElement.textContent ??
        ''
      return { name: name.trim(), seen: (ring || inside) && box.width > 0 && box.height > 0 }
    })
    // Between the last thing and the first one the focus is the browser's own.
    if (station === null) continue
    expect(station.seen, `the focus on “${station.name}” can be seen`).toBe(true)
    if (stations.length > 2 && stations[0] === station.name) break
    stations.push(station.name)
  }
  return stations
}

test('Enter that picks a candidate never sends, however the system reports it', async ({ keepsake }) => {
  await using provider = await startScriptedProvider()
  const person = createPerson(keepsake, 'zh-Hans')
  const { page, composer, messages } = person
  await settleIn(person, provider)
  await composer.focus()
  const method = await compose(page)

  await method.set('ni hao')
  await pressEnterInMethod(page, 'Enter')
  await pressEnterInMethod(page, 'Process')
  await expect(composer).toHaveValue('ni hao')
  await page.keyboard.insertText('你好')
  await expect(composer).toHaveValue('你好')
  await expect(messages).toHaveCount(0)

  // The method commits and the same press of Enter arrives a moment later, as some systems do it.
  await method.set('ma')
  await composer.evaluate((field) => {
    field.dispatchEvent(new CompositionEvent('compositionend', { data: '吗', bubbles: true }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  })
  await expect(messages).toHaveCount(0)
  expect(provider.requests.some(({ path }) => path.startsWith('/v1/chat'))).toBe(false)

  await page.keyboard.insertText('吗')
  await expect(composer).toHaveValue('你好吗')
  // A later press is a wish of its own.
  const since = await page.evaluate(() => performance.now())
  await page.waitForFunction((then) => performance.now() - then > 100, since)
  await page.keyboard.press('Enter')
  await expect(messages.last()).toContainText('你好吗')
  await expect(messages).toHaveCount(2)
  await expect(composer).toHaveValue('')
})

test('Shift+Enter breaks a line, Enter sends both lines, and blank words are never sent', async ({ keepsake }) => {
  await using provider = await startScriptedProvider()
  const person = createPerson(keepsake, 'en')
  const { composer, messages } = person
  await settleIn(person, provider)
  await composer.press('Enter')
  await composer.fill('   ')
  await composer.press('Enter')
  await expect(messages).toHaveCount(0)
  await composer.fill('')
  await composer.pressSequentially('first')
  await composer.press('Shift+Enter')
  await composer.pressSequentially('second')
  await expect(composer).toHaveValue('first\nsecond')
  await composer.press('Enter')
  await expect(messages.first()).toContainText('first')
  await expect(messages).toHaveCount(2)
  const sent = JSON.parse(provider.requests.at(-1)?.body ?? '')
  expect(sent.messages.at(-1).content).toBe('first\nsecond')
})

test('Escape stops a reply from anywhere in the chat, and the field has the focus again', async ({ keepsake }) => {
  await using provider = await startScriptedProvider()
  const person = createPerson(keepsake, 'en')
  const { page, words, button, composer, messages } = person
  await settleIn(person, provider)
  provider.script({ steps: [{ say: 'These words stay.' }, { gate: createGate() }, { say: ' These never come.' }] })
  await person.send('Go on')
  await expect(messages.last()).toContainText('These words stay.')
  const asked = provider.requests.at(-1)
  await button('chat:header.search').focus()
  await page.keyboard.press('Escape')
  await expect(person.text('chat:state.stopped')).toBeVisible()
  await asked?.left
  await expect(composer).toBeFocused()
  await expect(messages.last()).toContainText('These words stay.')

  // What lies above takes Escape for itself: the search closes, the reply goes on.
  const end = createGate()
  provider.script({ steps: [{ say: 'Again.' }, { gate: end }, { say: ' To the end.' }] })
  await person.send('And now?')
  await expect(messages.last()).toContainText('Again.')
  await button('chat:header.search').click()
  await expect(page.getByRole('textbox', { name: words('chat:find.label') })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: words('chat:find.label') })).toHaveCount(0)
  end.open()
  await expect(messages.last()).toContainText('Again. To the end.')
})

test('the welcome can be walked through with the keyboard alone', async ({ keepsake }) => {
  const person = createPerson(keepsake, 'zh-Hant')
  const { page, words, heading } = person
  const press = async (name: string) => {
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press('Tab')
      const focused = page.locator(':focus')
      if ((await focused.count()) > 0 && (await focused.innerText()).startsWith(name))
        return page.keyboard.press('Enter')
    }
    throw new Error(`Tab never came to ${name}`)
  }
  await expect(page.getByRole('main')).toBeVisible()
  expect(await walkByTab(page)).toEqual(expect.arrayContaining(['English', '简体中文', '繁體中文']))
  await press('繁體中文')
  await expect(heading('welcome:adult.title')).toBeFocused()
  await press(words('welcome:adult.yes'))
  await expect(heading('welcome:vault.title')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.insertText(passphrase)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText(passphrase)
  await page.keyboard.press('Enter')
  await expect(heading('welcome:recovery.title')).toBeVisible()
  const groups = await person.readRecoveryKey()
  await press(words('common:keys.kept'))
  await expect(heading('welcome:prove.title')).toBeVisible()
  const asked = await page.getByRole('textbox').count()
  for (let index = 0; index < asked; index += 1) {
    const field = page.getByRole('textbox').nth(index)
    await expect(field).toBeFocused()
    const number = Number(
      /\d+/.exec((await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)) ?? '')?.[0],
    )
    await page.keyboard.insertText(groups[number - 1] ?? '')
    await page.keyboard.press(index === asked - 1 ? 'Enter' : 'Tab')
  }
  await expect(heading('welcome:doors.title')).toBeVisible()
  await press(words('welcome:doors.look'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('welcome:demo.name'))
  await expect(person.composer).toBeFocused()
})

test('Tab reaches everything in the chat, with a ring to be seen, and the arrows walk the messages', async ({
  keepsake,
}) => {
  await using provider = await startScriptedProvider()
  const person = createPerson(keepsake, 'en')
  const { page, words, composer, messages } = person
  await settleIn(person, provider)
  await person.send('One')
  await expect(messages).toHaveCount(2)
  await expect(messages.last()).toContainText('One')
  await person.button('chat:composer.send').waitFor()
  await page.reload()
  await expect(messages).toHaveCount(2)
  await expect(composer).toBeFocused()

  const stations = await walkByTab(page)
  for (const key of [
    'chat:sidebar.search',
    'chat:sidebar.newCompanion',
    'chat:sidebar.newConversation',
    'chat:sidebar.importHint',
    'chat:sidebar.library',
    'common:settings',
    'common:lockNow',
    'chat:header.search',
    'chat:header.panel',
    'chat:header.menu',
    'chat:action.copy',
    'chat:action.regenerate',
    'chat:action.more',
  ]) {
    expect(stations).toContain(words(key))
  }

  await messages.last().focus()
  await page.keyboard.press('ArrowUp')
  await expect(messages.first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(messages.last()).toBeFocused()
})
