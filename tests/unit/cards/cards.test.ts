import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { readCard } from '#core/cards/read-card.ts'
import { stripMetadata } from '#core/http/strip-metadata.ts'
import { jsonOf } from '#core/loose-json.ts'
import { CardPart } from '#shared/model/card.ts'
import { UploadId, type CompanionId } from '#shared/model/ids.ts'
import { aCard, aCharx, aPngCard } from '#tests/helpers/card-bytes.ts'
import { wholeFiles } from '#tests/helpers/card-file.ts'
import { createPicture } from '#tests/helpers/picture.ts'
import { createTestApp } from '#tests/helpers/test-app.ts'

const everything = [...CardPart.options]

async function anOpenVault() {
  const made = await createTestApp()
  await made.createVault()
  const client = createRouterClient(made.app.router)
  const { assets } = made.app
  return {
    client,
    async hand(bytes: Buffer, name = 'card.png') {
      const answer = await assets.request(`/uploads?name=${name}`, { method: 'POST', body: Uint8Array.from(bytes) })
      const { uploadId } = (await answer.json()) as { uploadId: string }
      return UploadId.parse(uploadId)
    },
    async fetch(path: string) {
      const answer = await assets.request(path)
      return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
    },
    logs: made.host.logs,
    [Symbol.asyncDispose]: () => made[Symbol.asyncDispose](),
  }
}

test('a card is looked at with its hidden words and what it tries, and nothing is taken in by looking', async () => {
  await using vault = await anOpenVault()
  const uploadId = await vault.hand(aPngCard(aCard()))
  const preview = await vault.client.cards.look({ uploadId, companionId: null })
  const style = preview.fields.find(({ part }) => part === 'style')
  expect(style).toMatchObject({ hidden: true, attempts: ['denies-ai', 'overrides'] })
  expect(preview.fields.find(({ part }) => part === 'depthPrompt')).toMatchObject({ words: 'Rain is always near.' })
  expect(preview.lorebook?.entries.map(({ constant }) => constant)).toEqual([false, true])
  expect(preview.picture).toBe(true)
  expect(await vault.client.companions.list()).toEqual([])
  expect(vault.logs.filter((line) => line.includes('Lin') || line.includes('tea'))).toEqual([])
})

test('a companion is made of the parts that are wanted, with a picture that carries nothing, and no other part', async () => {
  await using vault = await anOpenVault()
  const png = aPngCard(aCard())
  const parts: CardPart[] = ['name', 'picture', 'greeting', 'lorebook']
  const made = await vault.client.cards.accept({ uploadId: await vault.hand(png), companionId: null, parts })
  expect(made.profile).toMatchObject({
    name: 'Lin',
    greeting: 'Hello, {{user}}. *pours tea*',
    style: '',
    description: '',
  })
  const avatar = await vault.fetch(`/assets/${made.avatarId}`)
  expect(avatar.bytes.includes('ccv3')).toBe(false)
  expect(avatar.bytes.equals(stripMetadata(png, 'image/png') ?? Buffer.alloc(0))).toBe(true)
  expect((await vault.client.lore.get({ companionId: made.id })).entries).toHaveLength(2)
})

test('a card goes in and out in every kind of file with everything it said', async () => {
  await using vault = await anOpenVault()
  const { client } = vault
  const made = await client.cards.accept({
    uploadId: await vault.hand(aCharx(aCard())),
    companionId: null,
    parts: everything,
  })
  for (const file of ['png', 'json', 'charx'] as const) {
    const picture = await vault.hand(createPicture(3))
    const asked = { companionId: made.id, file, withLorebook: true, withLetter: false, withMemories: false }
    const { uploadId, name } = await client.cards.write({ ...asked, picture })
    const { bytes } = await vault.fetch(`/uploads/${uploadId}`)
    const again = await readCard(bytes, wholeFiles)
    const { data, unknown_at_top } = aCard()
    expect([name, again.root]).toMatchObject([`Lin.${file}`, { data, unknown_at_top }])
    if (file === 'charx') expect(again.files.get('x_meta/other.json')?.toString()).toBe('{"kept":true}')
    expect((await vault.fetch(`/uploads/${uploadId}`)).status, 'fetched once').toBe(410)
  }
})

test('the Letter leaves only where it is asked for, as a constant, and not twice', async () => {
  await using vault = await anOpenVault()
  const { client } = vault
  const { id } = await client.companions.create({
    profile: { name: 'A', description: 'd', greeting: '' },
    binding: null,
  })
  await client.letter.save({ companionId: id, text: 'We met in the rain.' })
  const out = async (withLetter: boolean) => {
    const asked = {
      companionId: id,
      file: 'json',
      picture: null,
      withLorebook: true,
      withLetter,
      withMemories: false,
    } as const
    const { uploadId } = await client.cards.write(asked)
    return JSON.parse((await vault.fetch(`/uploads/${uploadId}`)).bytes.toString())
  }
  expect(JSON.stringify(await out(false))).not.toContain('rain')
  const withLetter = await out(true)
  const { entries } = withLetter.data.character_book
  expect(entries).toMatchObject([{ constant: true, content: 'We met in the rain.' }])
  const upload = await vault.hand(Buffer.from(JSON.stringify(withLetter)))
  await client.cards.accept({ uploadId: upload, companionId: id, parts: ['lorebook'] })
  expect((await out(true)).data.character_book.entries).toHaveLength(1)
})

test('memories leave only where it is asked for, and are offered and never taken in by themselves', async () => {
  await using vault = await anOpenVault()
  const { client } = vault
  const accept = async (card: unknown, parts: CardPart[], companionId: CompanionId | null = null) =>
    client.cards.accept({ uploadId: await vault.hand(Buffer.from(JSON.stringify(card))), companionId, parts })
  const kept = async (companionId: CompanionId) =>
    (await client.memories.list({ companionId, state: 'kept', query: '', before: null, limit: 100 })).memories
  const out = async (companionId: CompanionId, withMemories: boolean) => {
    const asked = { companionId, file: 'json', picture: null, withLorebook: true, withLetter: false } as const
    const { uploadId } = await client.cards.write({ ...asked, withMemories })
    return JSON.parse((await vault.fetch(`/uploads/${uploadId}`)).bytes.toString())
  }
  const first = await accept(aCard(), everything)
  const held = { text: 'We met in the rain.', since: '2024-03-08', until: null, pinned: true }
  const ended = { text: '她住在里斯本。', since: null, until: '2025-01-01', pinned: false }
  for (const fields of [held, ended]) await client.memories.remember({ companionId: first.id, fields, messageIds: [] })

  expect(JSON.stringify(await out(first.id, false))).not.toContain('rain.')
  const card = await out(first.id, true)
  const { 'keepsake/memories': along, ...extensions } = card.data.extensions
  expect(along).toEqual([held, ended])
  expect(extensions).toEqual(jsonOf(aCard()['data'])['extensions'])

  const look = async (companionId: CompanionId | null) =>
    client.cards.look({ uploadId: await vault.hand(Buffer.from(JSON.stringify(card))), companionId })
  const preview = await look(null)
  expect(preview.memories).toMatchObject({ here: 0, entries: [{ text: held.text }, { text: ended.text }] })
  expect(preview.rest.map(({ path }) => path)).not.toContain('extensions.keepsake/memories')
  expect((await look(first.id)).memories).toMatchObject({ here: 2 })

  const without = await accept(card, ['name'])
  expect(await kept(without.id)).toEqual([])
  expect(JSON.stringify(await out(without.id, false)), 'nor do they go on with the card').not.toContain('met in')
  await accept(card, ['memories'], without.id)
  await accept(card, ['memories'], without.id)
  expect(await kept(without.id)).toMatchObject([held, ended])
  expect(await kept(first.id)).toHaveLength(2)
})

test('a card for somebody who is here shows what it would change, and changes only that', async () => {
  await using vault = await anOpenVault()
  const { client } = vault
  const first = await client.cards.accept({
    uploadId: await vault.hand(aPngCard(aCard())),
    companionId: null,
    parts: everything,
  })
  await client.companions.update({ id: first.id, profile: { personality: 'mine' } })
  const changed = jsonOf(aCard()['data'])
  const card = { ...aCard(), data: { ...changed, description: 'other words', personality: 'theirs' } }
  const uploadId = await vault.hand(aPngCard(card))
  const preview = await client.cards.look({ uploadId, companionId: first.id })
  const differing = preview.fields.filter(({ words, now }) => words !== now).map(({ part }) => part)
  expect(differing).toEqual(['description', 'personality'])
  expect(preview.lorebook?.here).toBe(2)
  const after = await client.cards.accept({ uploadId, companionId: first.id, parts: ['description', 'lorebook'] })
  expect(after.profile).toMatchObject({ description: 'other words', personality: 'mine', name: 'Lin' })
  expect((await client.lore.get({ companionId: first.id })).entries).toHaveLength(3)
})

test('a file without a card, and one that is used up, say so by their code', async () => {
  await using vault = await anOpenVault()
  const uploadId = await vault.hand(Buffer.from('hello'), 'note.txt')
  const look = () => vault.client.cards.look({ uploadId, companionId: null })
  await expect(look()).rejects.toMatchObject({ code: 'CARD_UNREADABLE', data: { reason: 'no-card' } })
  await vault.client.cards.discard({ uploadId })
  await expect(look()).rejects.toMatchObject({ code: 'UPLOAD_GONE' })
  expect(vault.logs.filter((line) => line.includes('unexpected'))).toEqual([])
})
