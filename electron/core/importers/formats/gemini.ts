import { eachFile } from '../files/each-file.ts'
import { isActivityRow, isGeminiRow, readActivityRow } from './gemini-activity.ts'
import { isOtherDeed, type GeminiExchange } from './gemini-exchange.ts'
import { htmlRows, looksLikeActivity } from './gemini-html.ts'
import { readHead } from '../files/file-head.ts'
import { byFields, byPage } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonItems } from '../files/json-items.ts'
import { nameFiles, folderOf, type NamedFiles } from '../files/named-files.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import type { SourceFile } from '../files/source-files.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'

/** Gemini's activity from Google Takeout, as JSON or as a page. Rows of other Google products in it are passed over. */
export const gemini: Importer = { id: 'gemini', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'text') {
    const certainty = looksLikeActivity(sample.head)
    return certainty && { certainty, why: byPage('outer-cell') }
  }
  const isRow = sample.kind === 'json' && sample.shape === 'array' && isGeminiRow(asObject(sample.item))
  return isRow ? { certainty: 'certain', why: byFields('header', 'products', 'time') } : null
}

/** A row on its way into a conversation, with the name it is known again by in every export. */
type Named = { readonly id: string; readonly exchange: GeminiExchange }

async function* read({ files, all }: Claim): AsyncGenerator<ReadItem, void, void> {
  const conversations = new Map<string, Named[]>()
  const seen = new Set<string>()
  const pages: SourceFile[] = []

  /** Rows without a conversation are one each; those with one wait until all files are read. */
  function* take(exchange: GeminiExchange, id: string): Generator<ReadItem, void, void> {
    const { file, conversationId } = exchange
    if (seen.has(id)) {
      yield { kind: 'note', file: file.name, code: 'in-another-file', item: exchange.prompt }
      return
    }
    seen.add(id)
    if (conversationId !== null) {
      const rows = conversations.get(conversationId)
      if (rows) rows.push({ id, exchange })
      else conversations.set(conversationId, [{ id, exchange }])
    } else yield found(`row:${id}`, [{ id, exchange }])
  }

  const beside = nameFiles(all)
  const found = (sourceId: string, rows: readonly Named[]): ReadItem => ({
    kind: 'conversation',
    file: rows[0]?.exchange.file.name ?? '',
    conversation: readConversation(sourceId, rows, beside),
  })

  yield* eachFile(files, async function* (file) {
    // JSON tells more than the page of the same history, so it goes first.
    if (looksLikeActivity(decodeHead(await readHead(file))) !== null) pages.push(file)
    else yield* readJson(file, take)
  })
  yield* eachFile(pages, (file) => readPage(file, take))
  for (const [id, rows] of conversations) yield found(id, rows)
}

type Take = (exchange: GeminiExchange, id: string) => Iterable<ReadItem>

async function* readJson(file: SourceFile, take: Take): AsyncGenerator<ReadItem, void, void> {
  const nameOf = createNodeNamer()
  for await (const result of jsonItems(file, {})) {
    if ('problem' in result) {
      const { code, index } = result.problem
      yield { kind: code === 'not-utf8' ? 'note' : 'failed', file: file.name, code, item: `#${index + 1}` }
      continue
    }
    const row = result.item.value
    const title = asText(asObject(row)['title'])
    if (!isObject(row) || !isGeminiRow(row)) {
      yield isObject(row) && isActivityRow(row)
        ? { kind: 'note', file: file.name, code: 'other-activity', item: null }
        : { kind: 'failed', file: file.name, code: 'not-a-conversation', item: title }
      continue
    }
    const exchange = tryRow(row, file)
    if (exchange) yield* takeOrPass(title ?? '', exchange, idOf(exchange, nameOf), take)
    else yield { kind: 'failed', file: file.name, code: 'unreadable-conversation', item: title }
  }
}

/** The answer of one row may be no HTML that anybody could read; the others are. */
function tryRow(row: UntrustedObject, file: SourceFile): GeminiExchange | null {
  try {
    return readActivityRow(row, file)
  } catch {
    return null
  }
}

async function* readPage(file: SourceFile, take: Take): AsyncGenerator<ReadItem, void, void> {
  const nameOf = createNodeNamer()
  for await (const row of htmlRows(file)) {
    if (row === 'other') yield { kind: 'note', file: file.name, code: 'other-activity', item: null }
    else yield* takeOrPass(row.title, row.exchange, idOf(row.exchange, nameOf), take)
  }
}

function* takeOrPass(title: string, exchange: GeminiExchange, id: string, take: Take): Generator<ReadItem, void, void> {
  if (exchange.answers.length > 0 || !isOtherDeed(title)) yield* take(exchange, id)
  else yield { kind: 'note', file: exchange.file.name, code: 'nothing-said', item: title }
}

function idOf({ createdAt, stamp, prompt }: GeminiExchange, nameOf: ReturnType<typeof createNodeNamer>): string {
  return nameOf({ time: createdAt, who: createdAt ? '' : stamp, text: prompt })
}

function readConversation(sourceId: string, rows: readonly Named[], beside: NamedFiles): NeutralConversation {
  const oldestFirst = inOrder(rows)
  const nodes = inOneLine(oldestFirst.flatMap(readExchange))
  const folder = folderOf(oldestFirst[0]?.exchange.file.name ?? '')
  const conversation = neutralConversation({
    source: 'gemini',
    sourceId,
    createdAt: nodes[0]?.createdAt ?? null,
    updatedAt: nodes.at(-1)?.createdAt ?? null,
    nodes,
  })
  return withAssets(conversation, (pointer) => beside.find(pointer.replace(/^takeout\//, ''), folder))
}

/** Files run from the newest to the oldest, and one conversation may stand in several. */
function inOrder(rows: readonly Named[]): readonly Named[] {
  const oldestFirst = rows.toReversed()
  const times = oldestFirst.map(({ exchange }) => exchange.createdAt?.milliseconds)
  if (times.includes(undefined)) return oldestFirst
  return oldestFirst.toSorted(
    (left, right) => (left.exchange.createdAt?.milliseconds ?? 0) - (right.exchange.createdAt?.milliseconds ?? 0),
  )
}

function readExchange({ id, exchange }: Named): NeutralNode[] {
  const { prompt, createdAt, answers, attachments, raw } = exchange
  const words = prompt === '' ? [] : [{ kind: 'text', text: prompt } as const]
  const question = neutralNode({ sourceId: id, role: 'user', createdAt, parts: [...words, ...attachments], raw })
  if (answers.length === 0) return [question]
  const answer = neutralNode({
    sourceId: `${id}:answer`,
    role: 'assistant',
    createdAt,
    parts: answers.map(({ markdown }) => ({ kind: 'text', text: markdown })),
    raw: { html: answers.map(({ html }) => html) },
  })
  return [question, answer]
}
