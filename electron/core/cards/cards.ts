import { cardTrouble } from '#core/card-trouble.ts'
import { AppError } from '#core/errors.ts'
import type { Companions } from '#core/companions/companions.ts'
import type { Letters } from '#core/companions/letters.ts'
import { pictureType } from '#core/http/picture-type.ts'
import { stripMetadata } from '#core/http/strip-metadata.ts'
import { isJson, listOf, type Json } from '#core/loose-json.ts'
import type { Lore } from '#core/lore/lore.ts'
import type { Memories } from '#core/memory/memories.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import type { Database } from '#core/store/database.ts'
import type { CardFile, CardPart, CardPreview } from '#shared/model/card.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { AssetId, CompanionId, UploadId } from '#shared/model/ids.ts'
import { emptyLoreEntry, type LoreEntry } from '#shared/model/lore.ts'
import { attemptsOf } from './attempts.ts'
import type { CardFiles } from './card-files.ts'
import { memoriesOnCard, putMemories, withoutMemories } from './card-memories.ts'
import {
  dataOf,
  depthPromptOf,
  hiddenParts,
  nameOnCard,
  profileOfCard,
  putProfile,
  wordParts,
  wordsOfPart,
  wordsOfProfile,
} from './card-parts.ts'
import type { CardRepository } from './card-repository.ts'
import { restOfCard } from './card-rest.ts'
import { isPng, pngPixels } from '#core/png-texts.ts'
import { readCard, type ReadCard } from './read-card.ts'
import { writeCharx, writeJsonCard, writePngCard } from './write-card.ts'

export type Cards = {
  readonly look: (uploadId: UploadId, companionId: CompanionId | null) => Promise<CardPreview>
  readonly accept: (asked: {
    readonly uploadId: UploadId
    readonly companionId: CompanionId | null
    readonly parts: readonly CardPart[]
  }) => Promise<Companion>
  readonly write: (asked: {
    readonly companionId: CompanionId
    readonly file: CardFile
    readonly picture: UploadId | null
    readonly withLorebook: boolean
    readonly withLetter: boolean
    readonly withMemories: boolean
  }) => Promise<{ uploadId: UploadId; name: string }>
}

/** A picture that unpacks to more is refused before anything unpacks it. */
const mostPixels = 40_000_000
/** The names of the two entries that are made here and are no part of a lorebook elsewhere. */
const letterEntry = 'Letter'
const depthEntry = 'Depth prompt'

export function createCards({
  database,
  repository,
  companions,
  letters,
  lore,
  memories,
  assets,
  files,
  now,
}: {
  readonly database: Pick<Database, 'transaction'>
  readonly repository: CardRepository
  readonly companions: Pick<Companions, 'get' | 'create' | 'update'>
  readonly letters: Pick<Letters, 'get'>
  readonly lore: Pick<Lore, 'onCard' | 'has' | 'takeBook' | 'forCard'>
  readonly memories: Pick<Memories, 'kept' | 'unknown' | 'take'>
  readonly assets: Pick<AssetRepository, 'put' | 'read'>
  readonly files: CardFiles
  readonly now: () => number
}): Cards {
  async function keep(bytes: Buffer): Promise<AssetId> {
    const type = pictureType(bytes)
    const clean = type && type !== 'image/gif' ? stripMetadata(bytes, type) : null
    const mime = type ?? 'application/octet-stream'
    return assets.put({ mime, width: null, height: null, importRunId: null }, clean ?? bytes)
  }

  /** The picture without anything that its file says besides, the card in it included; null for what is none. */
  async function keepPicture(card: ReadCard): Promise<AssetId | null> {
    const picture = pictureOf(card)
    return picture && assets.put({ ...picture, width: null, height: null, importRunId: null }, picture.bytes)
  }

  async function keepFiles(card: ReadCard): Promise<Map<string, AssetId>> {
    const kept = new Map<string, AssetId>()
    for (const [path, bytes] of card.files) kept.set(path, await keep(bytes))
    return kept
  }

  function takeLore(companionId: CompanionId, root: Json, parts: ReadonlySet<CardPart>): void {
    const book = dataOf(root)['character_book']
    if (parts.has('lorebook') && isJson(book)) lore.takeBook(companionId, lore.onCard(book, companionId).book)
    const entry = parts.has('depthPrompt') ? depthEntryOf(root) : null
    if (!entry) return
    const { book: carried } = lore.onCard({ entries: [] }, companionId)
    lore.takeBook(companionId, { ...carried, entries: [{ entry, format: null, raw: null }] })
  }

  return {
    async look(uploadId, companionId) {
      const { bytes } = await files.upload(uploadId)
      const card = await readCard(bytes, files)
      const { format } = card
      const root = withoutMemories(card.root)
      const remembered = memoriesOnCard(card.root)
      const companion = companionId === null ? null : companions.get(companionId)
      const book = dataOf(root)['character_book']
      const onCard = isJson(book) ? lore.onCard(book, companionId) : null
      const fields = wordParts.map((part) => {
        const words = wordsOfPart(root, part)
        const depth = part === 'depthPrompt' ? depthEntryOf(root) : null
        const isHere = companion !== null && depth !== null && lore.has(companion.id, depth)
        const said = isHere ? words : companion && wordsOfProfile(companion.profile, part)
        return { part, words, now: said, hidden: hiddenParts.has(part), attempts: attemptsOf(words) }
      })
      return {
        format,
        name: nameOnCard(root),
        companionId,
        fields: fields.filter(({ words }) => words.trim() !== ''),
        lorebook: onCard && {
          here: onCard.here,
          entries: onCard.book.entries.map(({ entry }) => ({
            name: entry.name,
            keys: entry.keys,
            secondaryKeys: entry.secondaryKeys,
            content: entry.content,
            enabled: entry.enabled,
            constant: entry.constant,
            attempts: attemptsOf(entry.content),
          })),
        },
        memories:
          remembered.length === 0
            ? null
            : {
                here: companion === null ? 0 : remembered.length - memories.unknown(companion.id, remembered).length,
                entries: remembered.map((fields) => ({ ...fields, attempts: attemptsOf(fields.text) })),
              },
        rest: restOfCard(root),
        picture: pictureOf(card) !== null,
        files: card.files.size,
      }
    },
    async accept({ uploadId, companionId, parts }) {
      const { name, bytes } = await files.upload(uploadId)
      const card = await readCard(bytes, files)
      const wanted = new Set(parts)
      // Bytes are stored first and piece by piece; whoever is made of them, in one transaction, is made wholly or not at all.
      const avatarId = wanted.has('picture') ? await keepPicture(card) : null
      const kept = await keepFiles(card)
      const taken = database.transaction(() => {
        const before = companionId === null ? null : companions.get(companionId)
        const made = profileOfCard(card.root, wanted, before?.profile)
        const profile = made.name === '' ? { ...made, name: nameOfFile(name) } : made
        const { id } = before ?? companions.create({ profile, binding: null })
        const takenBefore = repository.get(id)?.taken ?? []
        repository.set(id, {
          root: withoutMemories(card.root),
          taken: [...new Set([...takenBefore, ...parts])],
          files: kept,
          takenAt: now(),
        })
        takeLore(id, card.root, wanted)
        if (wanted.has('memories')) memories.take(id, memoriesOnCard(card.root))
        if (!before && avatarId === null) return companions.get(id)
        return companions.update({ id, ...(before && { profile }), ...(avatarId !== null && { avatarId }) })
      })
      await files.discard(uploadId)
      return taken
    },
    async write({ companionId, file, picture, withLorebook, withLetter, withMemories }) {
      const { profile } = companions.get(companionId)
      const card = repository.get(companionId)
      const taken = new Set(card?.taken)
      const root = putProfile(card?.root ?? { data: {} }, profile, taken)
      const whole = putBook(
        root,
        withLorebook || withLetter ? loreFor(companionId, root, { withLorebook, withLetter }) : null,
        {
          isKept: withLorebook && !taken.has('lorebook'),
        },
      )
      const drawn = picture === null ? null : await takePicture(picture)
      const inside = new Map<string, Buffer>()
      for (const [path, assetId] of card?.files ?? []) inside.set(path, Buffer.concat([...assets.read(assetId)]))
      const bytes = await encode(file, {
        root: withMemories ? putMemories(whole, memories.kept(companionId)) : whole,
        picture: drawn,
        files: inside,
        now: now(),
      })
      const name = `${profile.name}.${file}`
      return { uploadId: await files.hand(name, bytes), name }
    },
  }

  /** The lorebook for a card, without what the card says elsewhere, and with the Letter as a constant where it may go. */
  function loreFor(
    companionId: CompanionId,
    root: Json,
    { withLorebook, withLetter }: { readonly withLorebook: boolean; readonly withLetter: boolean },
  ): Json | null {
    const words = withLetter ? letters.get(companionId).text.trim() : ''
    const letter = words === '' ? [] : [{ ...emptyLoreEntry, name: letterEntry, content: words, constant: true }]
    const prompt = depthPromptOf(root)?.prompt
    return lore.forCard(companionId, {
      besides: letter,
      isLeftOut: ({ name, content }) =>
        !withLorebook || (name === depthEntry && content === prompt) || (name === letterEntry && content === words),
    })
  }

  async function takePicture(uploadId: UploadId): Promise<Buffer> {
    const { bytes } = await files.upload(uploadId)
    await files.discard(uploadId)
    const clean = isPng(bytes) ? stripMetadata(bytes, 'image/png') : null
    if (!clean) throw cardTrouble('damaged')
    return Buffer.from(clean)
  }
}

/** Words between the latest messages, as an entry that is always told there. */
function depthEntryOf(root: Json): LoreEntry | null {
  const prompt = depthPromptOf(root)
  if (!prompt) return null
  const { prompt: content, depth } = prompt
  return { ...emptyLoreEntry, name: depthEntry, content, constant: true, place: 'depth', depth }
}

/** Puts a lorebook into a card. Without one the card keeps its own where that is the person's, or says nothing. */
function putBook(root: Json, book: Json | null, { isKept }: { readonly isKept: boolean }): Json {
  const { character_book: own, ...data } = dataOf(root)
  const isEmpty = isJson(own) && listOf(own['entries']).length === 0
  const written = book ?? (isKept || isEmpty ? own : undefined)
  return { ...root, data: { ...data, ...(written !== undefined && { character_book: written }) } }
}

async function encode(
  file: CardFile,
  card: {
    readonly root: Json
    readonly picture: Buffer | null
    readonly files: ReadonlyMap<string, Buffer>
    now: number
  },
): Promise<Buffer> {
  const { root, picture, files, now } = card
  if (file === 'json') return writeJsonCard(root)
  if (file === 'charx') return writeCharx(root, picture, files, now)
  if (picture === null) throw new AppError('INVALID_INPUT', { fields: ['picture'] })
  return writePngCard(root, picture, files)
}

/** The picture of a card, cleaned; null where there is none that is sound. */
function pictureOf({ picture }: ReadCard): { readonly mime: string; readonly bytes: Uint8Array } | null {
  if (!picture || (isPng(picture) && (pngPixels(picture) ?? 0) > mostPixels)) return null
  const mime = pictureType(picture)
  const bytes = mime && stripMetadata(picture, mime)
  return mime && bytes ? { mime, bytes } : null
}

function nameOfFile(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.\w{1,5}$/, '')
  return base.trim().slice(0, 120) || '?'
}
