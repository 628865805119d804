import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdtemp, open, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { languages, type Language } from '#shared/languages.ts'
import { expectAccessible } from './accessible.ts'
import { ordinaryAccount, startBrowserHost, type BrowserHost } from './browser-host.ts'
import { expect, test } from './fixtures.ts'
import { createPerson, type Person } from './person.ts'

type Trouble = 'slots-damaged' | 'database-missing' | 'database-damaged' | 'newer-format' | 'read-only' | 'in-use'

const sitDown = async (context: BrowserContext, host: BrowserHost, language: Language): Promise<Person> => {
  const page = await context.newPage()
  await host.open(page)
  return createPerson(page, language)
}

const expectTrouble = async (person: Person, trouble: Trouble): Promise<void> => {
  await expect(person.heading(`welcome:trouble.${trouble}.title`)).toBeVisible()
  await expect(person.text('welcome:trouble.nothingDeleted')).toBeVisible()
  await expect(person.button('welcome:trouble.retry')).toBeEnabled()
  await expectAccessible(person.page, trouble)
}

for (const language of languages) {
  test(`${language}: a damaged vault says what is wrong, deletes nothing, and opens once it is put right`, async ({
    keepsake,
    browserHost,
    profile,
    context,
  }) => {
    if (!browserHost) return test.skip()
    // Six hosts, one after another.
    test.slow()
    const first = createPerson(keepsake, language)
    await first.moveIn()
    await first.door('look').click()
    await expect(first.messages).toHaveCount(1)
    await keepsake.close()
    await browserHost.stop()

    const vault = path.join(profile, 'vault')
    const kept = path.join(profile, 'kept')
    await cp(vault, kept, { recursive: true })
    const file = (name: string) => path.join(vault, name)
    const putRight = () => cp(kept, vault, { recursive: true, force: true })

    await test.step('both key files are cut short', async () => {
      await Promise.all(['slots.json', 'slots.copy.json'].map((name) => truncate(file(name), 10)))
      await using host = await startBrowserHost(profile)
      const person = await sitDown(context, host, language)
      await expectTrouble(person, 'slots-damaged')
      await person.button('welcome:trouble.retry').click()
      await expectTrouble(person, 'slots-damaged')
      await putRight()
      await person.button('welcome:trouble.retry').click()
      await expect(person.heading('welcome:unlock.title')).toBeVisible()
      await person.page.close()
    })

    await test.step('the database is gone', async () => {
      await rename(file('keepsake.db'), path.join(profile, 'elsewhere.db'))
      await using host = await startBrowserHost(profile)
      const person = await sitDown(context, host, language)
      await expectTrouble(person, 'database-missing')
      expect(await readdir(vault)).not.toContain('keepsake.db')
      await person.page.close()
    })
    await putRight()

    await test.step('the head of the database is overwritten', async () => {
      const database = await open(file('keepsake.db'), 'r+')
      await database.write(randomBytes(4_096), 0, 4_096, 0)
      await database.close()
      const damaged = await readFile(file('keepsake.db'))
      await using host = await startBrowserHost(profile)
      const person = await sitDown(context, host, language)
      await person.unlock()
      await expectTrouble(person, 'database-damaged')
      expect((await readFile(file('keepsake.db'))).equals(damaged), 'left as it was found').toBe(true)
      await person.page.close()
    })
    await putRight()

    await test.step('a newer Keepsake wrote it', async () => {
      for (const name of ['slots.json', 'slots.copy.json']) {
        const { format, content } = JSON.parse(await readFile(file(name), 'utf8'))
        const newer = [format + 1, content]
        const checksum = createHash('sha256').update(JSON.stringify(newer)).digest('hex')
        await writeFile(file(name), JSON.stringify({ format: newer[0], checksum, content }))
      }
      await using host = await startBrowserHost(profile)
      const person = await sitDown(context, host, language)
      await expectTrouble(person, 'newer-format')
      await person.page.close()
    })
    await putRight()

    await test.step('it is open elsewhere, then no more', async () => {
      const other = await startBrowserHost(profile)
      // The vault is taken by whoever looks at it first.
      const theirs = await sitDown(context, other, language)
      await expect(theirs.heading('welcome:unlock.title')).toBeVisible()
      await using host = await startBrowserHost(profile)
      const person = await sitDown(context, host, language)
      await expectTrouble(person, 'in-use')
      await theirs.page.close()
      await other.stop()
      await person.button('welcome:trouble.retry').click()
      await expect(person.heading('welcome:unlock.title')).toBeVisible()
      await person.unlock()
      await expect(person.messages).toHaveCount(1)
      await person.page.close()
    })
  })
}

test('a folder that cannot be written says so, and opens once it can', async ({ context }) => {
  const account = ordinaryAccount()
  test.skip(account === null, 'this system has no account that a folder could be closed to')
  if (account === null) return
  const profile = await mkdtemp(path.join(os.tmpdir(), 'keepsake-e2e-'))
  await chown(profile, account.uid, account.gid)
  try {
    await test.step('make a vault', async () => {
      await using host = await startBrowserHost(profile, account)
      const person = await sitDown(context, host, 'en')
      await person.moveIn()
      await person.page.close()
    })
    const vault = path.join(profile, 'vault')
    await chmod(vault, 0o500)
    await using host = await startBrowserHost(profile, account)
    const person = await sitDown(context, host, 'en')
    await expectTrouble(person, 'read-only')
    await chmod(vault, 0o700)
    await person.button('welcome:trouble.retry').click()
    await person.unlock()
    await expect(person.heading('welcome:doors.title')).toBeVisible()
    await person.page.close()
  } finally {
    await rm(profile, { recursive: true, force: true })
  }
})
