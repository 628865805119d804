import type { Source } from '#shared/model/conversation.ts'
import type { Detection, Importer, Sample } from './importer.ts'
import { sampleFile, type Descent, type Sampled } from './file-sampler.ts'
import { isPngCard } from './files/png-card.ts'
import { recognise, type RecognisedCode } from './recognised.ts'
import { baseName, isAttachment, type SourceFile } from './files/source-files.ts'
import { troubleCode } from './files/source-trouble.ts'

/** What one file turned out to be. */
export type SortedFile =
  | {
      readonly file: SourceFile
      readonly kind: 'export'
      readonly importer: Importer
      /** Null where the person says so. */
      readonly detection: Detection | null
    }
  /** Holds no conversation: `code` says what it is instead, or what is wrong with it. */
  | { readonly file: SourceFile; readonly kind: 'other'; readonly code: string; readonly failed: boolean }
  /** Pictures, sounds and whatever else conversations may point to. */
  | { readonly file: SourceFile; readonly kind: 'asset' }

type Found = { readonly importer: Importer; readonly detection: Detection }

/** Files that exports bring along and that hold no conversation. Only consulted once a file was found to hold none. */
const sideCars = new Set([
  'user.json',
  'users.json',
  'login_history.json',
  'ads.json',
  'message_feedback.json',
  'model_comparisons.json',
  'shared_conversations.json',
  'conversation_asset_file_names.json',
  'library_files.json',
  'export_manifest.json',
  'group_chats.json',
  'shopping.json',
  'sora.json',
  'chat.html',
])

/** What conversations point to, told by the ending alone: looking into each of thousands would take minutes. */
const media =
  /\.(?:png|jpe?g|webp|gif|heic|avif|bmp|tiff?|svg|ico|mp3|m4a|aac|wav|ogg|oga|opus|flac|amr|silk|mp4|mov|webm|mkv|avi|3gp|pdf|docx?|xlsx?|pptx?|dat|ttf|woff2?|css)$/i
/** ChatGPT's list of group chats, whose form nobody has described; that it holds some must not go unsaid. */
const groupChats = 'group_chats.json'
const emptyGroupChats = 32
const archive = /\.(?:zip|gz|tgz)$/i
const otherArchive = /\.(?:7z|rar|tar|xz|zst)$/i
/** What is saved in place of a download whose link has run out. */
const webPage = /^\s*(?:<!doctype html|<html)\b/i

/** How far an object is read on after a format was certain, in case one that comes before it in the table is too. */
const furtherSamples = 200

/** What the person says a file is, by its name in the export; null leaves it out. */
export type Readings = ReadonlyMap<string, Source | null>

/** Tells what a file is by looking into it, unless the person has said. */
export async function sortFile(
  file: SourceFile,
  importers: readonly Importer[],
  readings: Readings = new Map(),
): Promise<SortedFile> {
  const said = readings.get(file.name)
  if (said === null) return { file, kind: 'other', code: 'left-out', failed: false }
  const chosen = importers.find((importer) => importer.id === said)
  if (chosen) return { file, kind: 'export', importer: chosen, detection: null }
  const base = baseName(file.name)
  if (!file.given && (media.test(base) || isAttachment(base))) return { file, kind: 'asset' }
  try {
    return await look(file, importers)
  } catch (error) {
    return { file, kind: 'other', code: troubleCode(error), failed: true }
  }
}

async function look(file: SourceFile, importers: readonly Importer[]): Promise<SortedFile> {
  const samples = sampleFile(file, descentOf(importers))
  const vote = createVote(importers)
  let sampled: Sampled | null = null
  let trouble: unknown = null
  let isPage = false
  try {
    while (sampled === null) {
      const next = await samples.next()
      if (next.done) sampled = next.value
      else {
        isPage ||= next.value.kind === 'text' && webPage.test(next.value.head)
        if (vote.hear(next.value)) break
      }
    }
  } catch (error) {
    trouble = error
  } finally {
    await samples.return('empty')
  }
  const instead = vote.instead()
  if (instead !== null) {
    const isCard = instead === 'picture' && (await isPngCard(file))
    return { file, kind: 'other', code: isCard ? 'character-card' : instead, failed: false }
  }
  const found = vote.best()
  // A file that breaks off later is still its format's to read as far as it goes.
  if (found) return { file, kind: 'export', ...found }
  if (sampled === null) throw trouble
  return without(file, sampled, isPage)
}

/**
 * Chooses among what the samples of one file look like: a format that is certain, then what is known to hold no
 * conversation, then a format that is likely; among formats in probe order.
 */
function createVote(importers: readonly Importer[]) {
  const certain = new Map<Importer, Detection>()
  const likely = new Map<Importer, Detection>()
  let recognised: RecognisedCode | null = null
  let after = 0

  return {
    /** Takes one more sample. Answers true once no other can change the choice. */
    hear(sample: Sample): boolean {
      for (const importer of importers) {
        if (certain.has(importer)) continue
        const detection = importer.detect(sample)
        if (detection?.certainty === 'certain') certain.set(importer, detection)
        else if (detection && !likely.has(importer)) likely.set(importer, detection)
      }
      recognised ??= recognise(sample)
      if (certain.size === 0) return false
      after += 1
      // The items of a list are alike; the members of an object are not.
      return sample.kind !== 'json' || sample.shape === 'array' || after > furtherSamples
    },
    /** What the file is instead, where no format is certain. */
    instead: () => (certain.size === 0 ? recognised : null),
    best(): Found | null {
      for (const found of [certain, likely]) {
        const importer = importers.find((one) => found.has(one))
        const detection = importer && found.get(importer)
        if (importer && detection) return { importer, detection }
      }
      return null
    },
  }
}

/** The members that any format descends into. */
export function descentOf(importers: readonly Importer[]): Descent {
  return {
    descend: [...new Set(importers.flatMap((importer) => importer.descend))],
    descendThrough: [...new Set(importers.flatMap((importer) => importer.descendThrough ?? []))],
  }
}

function without(file: SourceFile, sampled: Sampled, isPage: boolean): SortedFile {
  const base = baseName(file.name)
  if (sampled === 'empty') return { file, kind: 'other', code: 'empty', failed: file.given }
  if (base === groupChats && sampled === 'json' && file.bytes > emptyGroupChats) {
    return { file, kind: 'other', code: 'group-chats', failed: true }
  }
  if (sideCars.has(base)) return { file, kind: 'other', code: 'side-car', failed: false }
  if (isPage) return { file, kind: 'other', code: 'web-page', failed: file.given }
  if (otherArchive.test(base) && sampled === 'bytes') {
    return { file, kind: 'other', code: 'unsupported-compression', failed: true }
  }
  if (archive.test(base) && sampled === 'bytes') return { file, kind: 'other', code: 'nested-archive', failed: false }
  if (sampled === 'too-deep' || sampled === 'too-large') return { file, kind: 'other', code: sampled, failed: true }
  if (sampled === 'damaged-json') return { file, kind: 'other', code: 'damaged', failed: true }
  if (sampled === 'broken-json') return { file, kind: 'other', code: 'malformed', failed: true }
  if (sampled === 'json') return { file, kind: 'other', code: 'no-conversations', failed: false }
  if (sampled === 'bytes' && !file.given) return { file, kind: 'asset' }
  return { file, kind: 'other', code: 'not-recognised', failed: file.given }
}
