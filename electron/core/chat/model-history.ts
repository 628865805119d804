import { languageOf } from '#core/prompt/language-of.ts'
import type { AssetRepository } from '#core/store/asset-repository.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { Language } from '#shared/languages.ts'
import type { AssetId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { fenced, spokenText, type Part } from '#shared/model/part.ts'
import { pictureTokens } from '#shared/model/picture.ts'

/** What of the vault's files a prompt may hold: words of texts, and which pictures can be shown. */
export type PromptAssets = Pick<AssetRepository, 'info' | 'read'>

/** Pictures of earlier messages that are shown again; the words about the others have been said. */
const mostEarlierPictures = 4
/** The part of the history's room that they may take. */
const earlierShare = 0.25
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/webp'])
const largestPicture = 5 << 20
const largestText = 1 << 20

const marks: Record<
  Language,
  { readonly picture: (words: string) => string; readonly file: (name: string) => string }
> = {
  en: { picture: (words) => `[Picture${words && `: ${words}`}]`, file: (name) => `[File: ${name}]` },
  'zh-Hans': { picture: (words) => `[图片${words && `：${words}`}]`, file: (name) => `[文件：${name}]` },
  'zh-Hant': { picture: (words) => `[圖片${words && `：${words}`}]`, file: (name) => `[檔案：${name}]` },
}

/**
 * The history as words that a model can read: texts in full, pictures as a mark with the person's description. The
 * pictures that are to be seen stay as parts beside their mark; to a model that sees none, none do.
 */
export function forModel(
  history: readonly Message[],
  { sees, room, assets }: { readonly sees: boolean; readonly room: number; readonly assets: PromptAssets },
): readonly Message[] {
  if (!history.some(holdsFiles)) return history
  const words = history.filter(({ hidden, deleted }) => !hidden && !deleted).slice(-6)
  const mark = marks[languageOf(words.map(({ parts }) => spokenText(parts)).join('\n'))]
  let earlier = 0
  let left = room * earlierShare
  /** Tokens of earlier texts: once they fill the room, nothing before them is sent, and no more files are read for it. */
  let told = 0
  const read: Message[] = []
  for (const [index, message] of [...history.entries()].toReversed()) {
    if (!holdsFiles(message)) {
      read.push(message)
      continue
    }
    const isLast = index === history.length - 1
    const parts = message.parts.toReversed().flatMap((part): Part[] => {
      if (part.kind === 'file') {
        if (!isLast && told > room) return [{ kind: 'text', text: mark.file(part.name ?? '?') }]
        const text = wordsOfFile(part, mark.file, assets)
        if (!isLast) told += estimateTokens(text)
        return [{ kind: 'text', text }]
      }
      if (part.kind !== 'image') return [part]
      const said: Part = { kind: 'text', text: mark.picture(part.description ?? '') }
      if (!sees || !canBeShown(part.assetId, assets)) return [said]
      if (!isLast) {
        earlier += 1
        left -= pictureTokens(part)
        if (earlier > mostEarlierPictures || left < 0) return [said]
      }
      return [said, part]
    })
    read.push({ ...message, parts: parts.toReversed() })
  }
  return read.toReversed()
}

/** Only what the person sent: nobody but them can show a model something. */
function holdsFiles({ role, parts }: Message): boolean {
  return role === 'user' && parts.some(({ kind }) => kind === 'image' || kind === 'file')
}

function canBeShown(id: AssetId | null, assets: PromptAssets): boolean {
  if (id === null) return false
  const { mime, size } = assets.info(id)
  return shownTypes.has(mime) && size <= largestPicture
}

function wordsOfFile(
  { assetId, name }: Extract<Part, { kind: 'file' }>,
  mark: (name: string) => string,
  assets: PromptAssets,
): string {
  const title = mark(name ?? '?')
  if (assetId === null) return title
  const { mime, size } = assets.info(assetId)
  if (mime !== 'text/plain' || size > largestText) return title
  const text = Buffer.concat([...assets.read(assetId)]).toString('utf8')
  const language = /\.([a-z0-9]+)$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? null
  return `${title}\n${fenced(text, language)}`
}
