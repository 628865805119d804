import { isUtf8 } from 'node:buffer'
import { parse as parseYaml } from 'yaml'
import { isJson, jsonOf, listOf, textOf, type Json } from '#core/loose-json.ts'
import { byafPicture, readByaf } from './byaf.ts'
import type { CardArchive, CardFiles } from './card-files.ts'
import { cardOf, type CardRoot } from './card-shapes.ts'
import { readExifCard } from './exif-card.ts'
import { pictureType } from '#core/http/picture-type.ts'
import { cardTrouble } from '#core/card-trouble.ts'
import { isPng, pngCardTexts, readPngTexts, type PngText } from '#core/png-texts.ts'

/** A card as a file holds it, with its picture and whatever other files came with it. */
export type ReadCard = CardRoot & {
  readonly picture: Buffer | null
  readonly files: ReadonlyMap<string, Buffer>
}

/** Longer than any text of a card; a picture may be larger. */
const longestJson = 8 << 20
const longestYaml = 256 << 10
const mostFiles = 500
const assetChunk = /^chara-ext-asset_:?(.+)$/i
const zipStart = Buffer.from('PK\u0003\u0004', 'latin1')
const jpegStart = Buffer.from([0xff, 0xd8, 0xff])

/** Reads a card from a picture, an archive or a text, told by what the bytes are. Throws CARD_UNREADABLE. */
export async function readCard(bytes: Buffer, files: Pick<CardFiles, 'archive' | 'json'>): Promise<ReadCard> {
  if (isPng(bytes)) return readPictureCard(bytes, files)
  const zip = bytes.subarray(0, 4).equals(zipStart)
    ? 0
    : bytes.subarray(0, 3).equals(jpegStart)
      ? bytes.indexOf(zipStart)
      : -1
  if (zip >= 0) return readArchiveCard(await files.archive(bytes.subarray(zip)), files)
  if (pictureType(bytes) !== null) return readCommentCard(bytes, files)
  if (bytes.length > longestJson) throw cardTrouble('too-large')
  if (!isUtf8(bytes)) throw cardTrouble('no-card')
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const card = cardOf(files.json(text) ?? readYaml(text, files))
  if (!card) throw cardTrouble('no-card')
  return { ...card, picture: inlinePicture(card.root), files: new Map() }
}

/** The newest generation that can be read, of several of one the last. */
function readPictureCard(png: Buffer, { json }: Pick<CardFiles, 'json'>): ReadCard {
  const texts = readPngTexts(png)
  const card = pngCardTexts(texts).reduce<CardRoot | null>((found, text) => found ?? cardOf(json(text)), null)
  if (!card) throw cardTrouble(texts.some(isLocked) ? 'locked' : texts.some(isCardText) ? 'damaged' : 'no-card')
  const assets = texts.flatMap(({ keyword, text }) => {
    const name = assetChunk.exec(keyword)?.[1]
    return name === undefined ? [] : [[`__asset:${name}`, Buffer.from(text.toString('latin1'), 'base64')] as const]
  })
  return { ...card, picture: png, files: new Map(assets.slice(0, mostFiles)) }
}

/** The card in the comment of a JPEG or a WebP. */
function readCommentCard(picture: Buffer, { json }: Pick<CardFiles, 'json'>): ReadCard {
  const text = readExifCard(picture) ?? ''
  if (text.length > longestJson) throw cardTrouble('too-large')
  const card = cardOf(json(text))
  if (!card) throw cardTrouble('no-card')
  return { ...card, picture, files: new Map() }
}

function isLocked({ keyword }: PngText): boolean {
  return keyword.toLowerCase().startsWith('rcc||')
}

function isCardText({ keyword }: PngText): boolean {
  return ['ccv3', 'chara'].includes(keyword.toLowerCase())
}

async function readArchiveCard(archive: CardArchive, { json }: Pick<CardFiles, 'json'>): Promise<ReadCard> {
  const has = (path: string) => archive.paths.includes(path)
  const readJson = async (path: string) => (has(path) ? json((await archive.read(path)).toString('utf8')) : null)
  const manifest = await readJson('manifest.json')
  const backyard = isJson(manifest) ? await readByaf(manifest, { json: readJson }) : null
  if (backyard) {
    const path = byafPicture(jsonOf(jsonOf(jsonOf(backyard.root['data'])['extensions'])['keepsake/original']))
    const found = archive.paths.find((one) => path !== null && one.endsWith(path))
    return { ...backyard, picture: found === undefined ? null : await archive.read(found), files: new Map() }
  }
  const card = cardOf(await readJson('card.json'))
  if (!card) throw cardTrouble(has('card.json') ? 'damaged' : 'no-card')
  if (archive.paths.length > mostFiles) throw cardTrouble('too-large')
  const kept = new Map<string, Buffer>()
  for (const path of archive.paths) if (path !== 'card.json') kept.set(path, await archive.read(path))
  const icon = iconPath(card.root)
  return { ...card, picture: (icon !== null && kept.get(icon)) || null, files: kept }
}

/** Where in an archive the picture lies that is theirs; of several the main one. */
export function iconPath(root: Json): string | null {
  const assets = listOf(jsonOf(root['data'])['assets']).filter(isJson)
  const icons = assets.filter(({ type, uri }) => type === 'icon' && textOf(uri).startsWith('embeded://'))
  const icon = icons.find(({ name }) => name === 'main') ?? icons[0]
  return icon ? textOf(icon['uri']).slice('embeded://'.length) : null
}

/** A picture inside the JSON, as Agnai writes it. */
function inlinePicture(root: Json): Buffer | null {
  const original = jsonOf(jsonOf(jsonOf(root['data'])['extensions'])['keepsake/original'])
  const found = /^data:image\/\w+;base64,/.exec(textOf(original['avatar']))
  return found ? Buffer.from(textOf(original['avatar']).slice(found[0].length), 'base64') : null
}

/** Text generation front ends write characters as YAML: plain names with texts. */
function readYaml(text: string, { json }: Pick<CardFiles, 'json'>): unknown {
  if (text.length > longestYaml || !/^(?:name|char_name|context)\s*:/m.test(text)) return null
  try {
    return json(JSON.stringify(parseYaml(text, { maxAliasCount: 0, schema: 'failsafe', logLevel: 'silent' })))
  } catch {
    return null
  }
}
