import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Conversation } from '#shared/model/conversation.ts'
import type { AssetId } from '#shared/model/ids.ts'
import { AppError } from '../errors.ts'
import { safeFileName } from './file-name.ts'
import { jsonExport } from './json-export.ts'
import { markdownExport } from './markdown-export.ts'
import type { Story } from './story.ts'

export type ExportFormat = 'json' | 'markdown'

/** What an export wrote; `files` counts pictures and other bytes beside the text. */
export type ExportResult = { readonly conversations: number; readonly messages: number; readonly files: number }

export type ExportOptions = {
  readonly story: Story
  readonly format: ExportFormat
  /** JSON: the document's path. Markdown: the folder. An export never replaces anything: TARGET_TAKEN. */
  readonly out: string
  readonly now: number
  readonly onProgress: (done: ExportResult) => void
}

/** Writes everything out in plain text, and takes the place of `out` only when all of it is on disk. */
export async function writeExport(options: ExportOptions): Promise<ExportResult> {
  const { out } = options
  const files = join(dirname(out), filesFolder(out))
  if ([out, files].some((path) => existsSync(path) && !isEmptyFolder(path))) throw new AppError('TARGET_TAKEN')
  const building = join(dirname(out), `.${basename(out)}.${randomUUID()}.part`)
  await mkdir(building, { recursive: true })
  try {
    const result = await (options.format === 'json' ? writeJson(options, building) : writeMarkdown(options, building))
    await place(options.format, building, out)
    return result
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

async function writeJson({ story, out, now, onProgress }: ExportOptions, building: string): Promise<ExportResult> {
  const files = createFiles(story, building, filesFolder(out))
  const tally = { conversations: 0, messages: 0, files: 0 }
  const counted: Story = {
    ...story,
    *conversations() {
      for (const conversation of story.conversations()) {
        tally.conversations += 1
        yield conversation
      }
    },
    *everyMessage(id) {
      for (const message of story.everyMessage(id)) {
        tally.messages += 1
        yield message
      }
    },
  }
  await writeText(join(building, documentName), jsonExport(counted, { exportedAt: now, fileOf: files.pathOf }), () =>
    onProgress(tally),
  )
  tally.files = await files.write()
  return tally
}

async function writeMarkdown({ story, onProgress }: ExportOptions, building: string): Promise<ExportResult> {
  const files = createFiles(story, building, 'files')
  const names = new Map(story.companions().map((companion) => [companion.id, companion.profile.name]))
  const tally = { conversations: 0, messages: 0, files: 0 }
  const taken = new Set<string>()
  for (const conversation of story.conversations()) {
    const companionName = conversation.companionId === null ? null : (names.get(conversation.companionId) ?? null)
    const folder = safeFileName(companionName ?? '', 'Conversations')
    const path = unused(folder, conversation, taken)
    const text = markdownExport(conversation, story.visibleThread(conversation.id), {
      companionName,
      fileOf: (id) => {
        const file = files.pathOf(id)
        return file === null ? null : `../${file}`
      },
    })
    await mkdir(join(building, folder), { recursive: true })
    await writeText(join(building, folder, path), text, () => {})
    tally.conversations += 1
    tally.messages += conversation.messageCount
    onProgress(tally)
  }
  tally.files = await files.write()
  return tally
}

const documentName = 'document.json'

/** Two conversations of one day and title must not share a file, not even on a system that ignores case. */
function unused(folder: string, conversation: Conversation, taken: Set<string>): string {
  const day = new Date(conversation.createdAt ?? conversation.updatedAt).toISOString().slice(0, 10)
  const base = `${day} ${safeFileName(conversation.title ?? '', 'Untitled')}`
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${base}.md` : `${base} (${number}).md`
    const key = `${folder}/${name}`.toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}

/** Asset bytes beside the text: named by content, written once however often they are used. */
function createFiles(story: Story, building: string, folder: string) {
  const used = new Map<AssetId, string>()
  return {
    pathOf(id: AssetId): string | null {
      const known = used.get(id)
      if (known !== undefined) return known
      const asset = story.asset(id)
      if (!asset) return null
      const path = `${folder}/${contentName(asset)}`
      used.set(id, path)
      return path
    },
    async write(): Promise<number> {
      if (used.size > 0) await mkdir(join(building, folder), { recursive: true })
      for (const [id, path] of used) {
        const asset = story.asset(id)
        if (asset) await writeText(join(building, path), asset.bytes(), () => {})
      }
      return used.size
    },
  }
}

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
}

function contentName(asset: NonNullable<ReturnType<Story['asset']>>): string {
  const hash = createHash('sha256')
  for (const bytes of asset.bytes()) hash.update(bytes)
  return `${hash.digest('hex').slice(0, 32)}.${extensions[asset.mime] ?? 'bin'}`
}

async function writeText(path: string, pieces: Iterable<string | Uint8Array>, onPiece: () => void): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for (const piece of pieces) {
      await file.writeFile(piece)
      onPiece()
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

async function place(format: ExportFormat, building: string, out: string): Promise<void> {
  // Only ever an empty folder: rmdir refuses anything else, even if something was put there meanwhile.
  if (existsSync(out)) await rmdir(out)
  if (format === 'markdown') {
    await rename(building, out)
    return
  }
  const files = join(building, filesFolder(out))
  if (existsSync(files)) await rename(files, join(dirname(out), filesFolder(out)))
  await rename(join(building, documentName), out)
}

function filesFolder(out: string): string {
  return `${basename(out, '.json')}.files`
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0
}
