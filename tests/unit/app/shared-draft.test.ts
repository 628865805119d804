import { randomUUID } from 'node:crypto'
import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { createDraftKeeper } from '#renderer/features/chat/composer/draft-keeper.ts'
import { emptyDraft } from '#shared/model/draft.ts'
import { createTestApp, testPassphrase } from '#tests/helpers/test-app.ts'

const profile = { name: '小满', description: '', greeting: '' }

/** An open vault with one conversation; `openWindow` gives what a window shows of its draft. */
async function anOpenVault() {
  const made = await createTestApp()
  await made.createVault()
  const client = createRouterClient(made.app.router)
  const { lifelongId: id } = await client.companions.create({ profile, binding: null })
  const openWindow = async () => {
    const shown = { text: '', saved: true }
    const keeper = createDraftKeeper({
      client: client.conversations,
      conversationId: id,
      onChange: ({ text }) => (shown.text = text),
      onSaved: (saved) => (shown.saved = saved),
    })
    await keeper.load()
    const type = (text: string) => keeper.change((before) => ({ text: before.text + text }))
    return { ...keeper, shown, type }
  }
  const kept = async () => (await client.conversations.draft({ id })).text
  return { made, client, id, openWindow, kept }
}

test('a second window shows what the first wrote and goes on with it, instead of writing over it', async () => {
  const { made, openWindow, kept } = await anOpenVault()
  await using _ = made
  const [one, two] = [await openWindow(), await openWindow()]
  one.type('晚安')
  await one.save()
  await two.follow()
  expect(two.shown.text).toBe('晚安')
  two.type('，明天见')
  await two.save()
  await one.follow()
  one.type('！')
  await one.save()
  expect([one.shown.text, await kept()]).toEqual(['晚安，明天见！', '晚安，明天见！'])
})

test('words that two windows write before they know of each other are both kept', async () => {
  const { made, openWindow, kept } = await anOpenVault()
  await using _ = made
  const [one, two] = [await openWindow(), await openWindow()]
  one.type('from the one')
  two.type('from the other')
  await one.save()
  // What is being written here is not touched while it is.
  await two.follow()
  expect(two.shown.text).toBe('from the other')
  await two.save()
  await one.follow()
  expect([one.shown.text, two.shown.text, await kept()]).toEqual(Array(3).fill('from the one\nfrom the other'))

  one.type(', and on')
  two.type(', and on and on')
  await two.save()
  await one.save()
  await two.follow()
  expect([two.shown.text, await kept()]).toEqual(Array(2).fill('from the one\nfrom the other, and on and on'))
})

test('what one window sends is let go in the other, but not what the other has written since', async () => {
  const { made, client, id, openWindow, kept } = await anOpenVault()
  await using _ = made
  const [one, two] = [await openWindow(), await openWindow()]
  one.type('good night')
  await one.save()
  await two.follow()
  const send = async () => {
    one.hold()
    const draft = { ...emptyDraft, text: 'good night' }
    await client.outbox.add({ conversationId: id, draft, answer: 'turn', requestId: randomUUID(), offline: false })
    one.release(null)
    await one.save()
  }
  await send()
  await two.follow()
  expect([one.shown.text, two.shown.text, await kept()]).toEqual(['', '', ''])

  one.type('good night')
  await one.save()
  await two.follow()
  two.type(', love')
  await send()
  await two.save()
  expect([two.shown.text, await kept()]).toEqual(['good night, love', 'good night, love'])
})

test('typing while the vault answers loses nothing and brings nothing back, and a lock in between neither', async () => {
  const { made, openWindow, kept } = await anOpenVault()
  await using _ = made
  const one = await openWindow()
  one.type('abc')
  const first = one.save()
  one.change(() => ({ text: 'ab' }))
  const second = one.save()
  one.type('d')
  await Promise.all([first, second, one.follow(), one.save()])
  expect([one.shown.text, await kept()]).toEqual(['abd', 'abd'])
  await made.app.vault.lock()
  one.type('e')
  await one.save()
  expect(one.shown).toEqual({ text: 'abde', saved: false })
  await made.app.vault.unlock({ with: 'passphrase', passphrase: testPassphrase })
  one.type('f')
  await one.save()
  expect([one.shown, await kept()]).toEqual([{ text: 'abdef', saved: true }, 'abdef'])
})

test('words typed while a waiting message is taken back to be changed stay beside it', async () => {
  const { made, client, id, openWindow, kept } = await anOpenVault()
  await using _ = made
  const one = await openWindow()
  await client.settings.update({ writing: { undoSeconds: 10 } })
  const draft = { ...emptyDraft, text: 'good night' }
  await client.outbox.add({ conversationId: id, draft, answer: 'turn', requestId: randomUUID(), offline: false })
  const [queued] = await client.outbox.list({ conversationId: id })
  if (!queued) throw new Error('nothing waits')
  await one.save()
  const takenBack = client.outbox.takeBack({ id: queued.id })
  one.type('and sleep well')
  one.show(await takenBack)
  expect(one.shown.text).toBe('good night\nand sleep well')
  await one.save()
  expect(await kept()).toBe('good night\nand sleep well')
})
