import yazl from 'yazl'
import { isJson, listOf, textOf, type Json } from '#core/loose-json.ts'
import { dataOf, withRequired } from './card-parts.ts'
import { addPngTexts } from '#core/png-texts.ts'
import { iconPath } from './read-card.ts'

const iconMember = 'assets/icon/image/main.png'

/** The card as JSON of the third generation, which readers of the second take as well. */
export function writeJsonCard(root: Json): Buffer {
  return Buffer.from(JSON.stringify(generation(root, 3), null, 2))
}

/** The picture with both generations in it, and the files that other apps look for beside them. */
export function writePngCard(root: Json, picture: Buffer, files: ReadonlyMap<string, Buffer>): Buffer {
  const inside = (json: Json) => Buffer.from(Buffer.from(JSON.stringify(json)).toString('base64'), 'latin1')
  const assets = [...files].flatMap(([path, bytes]) => {
    const name = /^__asset:(.+)$/.exec(path)?.[1]
    return name === undefined
      ? []
      : [{ keyword: `chara-ext-asset_:${name}`, text: Buffer.from(bytes.toString('base64'), 'latin1') }]
  })
  return addPngTexts(picture, [
    ...assets,
    { keyword: 'chara', text: inside(generation(root, 2)) },
    { keyword: 'ccv3', text: inside(generation(root, 3)) },
  ])
}

/** An archive with the card, its picture and its files. */
export async function writeCharx(
  root: Json,
  picture: Buffer | null,
  files: ReadonlyMap<string, Buffer>,
  now: number,
): Promise<Buffer> {
  const { card, path } = picture === null ? { card: root, path: null } : withIcon(root)
  const members = new Map([...files].filter(([name]) => !name.startsWith('__asset:')))
  if (path !== null && picture !== null) members.set(path, picture)
  const zip = new yazl.ZipFile()
  const mtime = new Date(now)
  zip.addBuffer(Buffer.from(JSON.stringify(generation(card, 3), null, 2)), 'card.json', { mtime })
  for (const [name, bytes] of members)
    zip.addBuffer(bytes, name, { mtime, compress: !/\.(?:png|jpe?g|webp)$/i.test(name) })
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}

function generation(root: Json, number: 2 | 3): Json {
  return { ...withRequired(root), spec: `chara_card_v${number}`, spec_version: `${number}.0` }
}

/** The card with its picture named as a PNG of the archive, in place of the one it named before. */
function withIcon(root: Json): { readonly card: Json; readonly path: string } {
  const before = iconPath(root)
  if (before !== null && /\.png$/i.test(before)) return { card: root, path: before }
  const data = dataOf(root)
  const others = listOf(data['assets']).filter((asset) => !isJson(asset) || !isMain(asset))
  const icon = { type: 'icon', uri: `embeded://${iconMember}`, name: 'main', ext: 'png' }
  return { card: { ...root, data: { ...data, assets: [icon, ...others] } }, path: iconMember }
}

function isMain(asset: Json): boolean {
  return asset['type'] === 'icon' && textOf(asset['name']) === 'main'
}
