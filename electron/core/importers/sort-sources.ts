import { createJsonScanner } from './json-array-scanner.ts'
import type { Detection, Importer } from './importer.ts'
import { baseName, type SourceFile } from './source-files.ts'
import { troubleCode } from './source-trouble.ts'
import { toUtf8 } from './text-encoding.ts'

/** What one file turned out to be. */
export type SortedFile =
  | { readonly file: SourceFile; readonly kind: 'export'; readonly importer: Importer; readonly detection: Detection }
  /** Holds no conversation: `code` says what it is instead, or what is wrong with it. */
  | { readonly file: SourceFile; readonly kind: 'other'; readonly code: string; readonly failed: boolean }
  /** Pictures, sounds and whatever else conversations may point to. */
  | { readonly file: SourceFile; readonly kind: 'asset' }

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

const texts = /\.(?:json|jsonl|csv|html?|txt|md)$/i
const nested = /\.(?:zip|gz|7z|rar|tar)$/i

/**
 * Tells what each file is by looking into it. The whole file is looked through before it is given up: what sets a
 * format apart may come late, and the first items may be the broken ones.
 */
export async function sortFile(file: SourceFile, importers: readonly Importer[]): Promise<SortedFile> {
  if (!file.given && nested.test(file.name)) return { file, kind: 'other', code: 'nested-archive', failed: false }
  if (!file.given && !texts.test(file.name) && baseName(file.name).includes('.')) return { file, kind: 'asset' }
  try {
    return await look(file, importers)
  } catch (error) {
    return { file, kind: 'other', code: troubleCode(error), failed: true }
  }
}

async function look(file: SourceFile, importers: readonly Importer[]): Promise<SortedFile> {
  const scanner = createJsonScanner({ descend: importers.flatMap((importer) => importer.descend) })
  let likely: SortedFile | null = null
  let isJson = false
  let bytes = 0
  let broken = false

  function sample(results: ReturnType<typeof scanner.push>): SortedFile | null {
    for (const result of results) {
      if ('problem' in result) {
        broken ||= result.problem.code !== 'not-json'
        continue
      }
      isJson = true
      const { key, value } = result.item
      for (const importer of importers) {
        const detection = importer.detect({ shape: scanner.shape ?? 'array', key, item: value })
        if (!detection) continue
        const found: SortedFile = { file, kind: 'export', importer, detection }
        if (detection.certainty === 'certain') return found
        likely ??= found
      }
    }
    return null
  }

  for await (const chunk of toUtf8(file.read())) {
    bytes += chunk.length
    const found = sample(scanner.push(chunk))
    if (found) return found
    if (scanner.stopped) break
  }
  const found = sample(scanner.end()) ?? likely
  if (found) return found
  if (bytes === 0) return { file, kind: 'other', code: 'empty', failed: file.given }
  if (sideCars.has(baseName(file.name))) return { file, kind: 'other', code: 'side-car', failed: false }
  if (broken) return { file, kind: 'other', code: isJson ? 'damaged' : 'malformed', failed: true }
  return isJson || scanner.shape !== null
    ? { file, kind: 'other', code: 'no-conversations', failed: false }
    : { file, kind: 'other', code: 'not-recognised', failed: file.given }
}
