import { eachFile } from '../files/each-file.ts'
import { savedConversation } from './exporter-conversation.ts'
import { looksLikeExporterPage, readExporterPage } from './exporter-html.ts'
import { looksLikeExporter, readExporterMarkdown } from './exporter-markdown.ts'
import { readHead } from '../files/file-head.ts'
import { byFields, byHeading, byPage } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { jsonRecords } from '../files/json-records.ts'
import { messageContent } from '../reading/message-content.ts'
import { messageRows } from '../reading/message-rows.ts'
import { inOneLine, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { roleOfName } from '../reading/role-names.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { decodeHead } from '../files/text-encoding.ts'
import { emptyConversation, tryConversation } from '../reading/try-conversation.ts'
import { asList, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { wholeLines } from '../files/whole-lines.ts'

/** What browser extensions save of a conversation: Markdown and pages of ChatGPT Exporter, and JSON of those that read many sites. */
export const exporter: Importer = { id: 'exporter', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  if (sample.kind === 'text') {
    if (looksLikeExporterPage(sample.head)) return { certainty: 'certain', why: byPage('conversation-item') }
    const certainty = looksLikeExporter(sample.head)
    return certainty && { certainty, why: byHeading('You:', 'ChatGPT:') }
  }
  return sampledRecords(sample).some(isSaved)
    ? { certainty: 'certain', why: byFields('platform', 'url', 'messages') }
    : null
}

/** A title, the address it was saved from, and turns with a role. */
function isSaved(record: UntrustedObject): boolean {
  const [first] = asList(record['messages'])
  const isTurn = isObject(first) && typeof first['role'] === 'string' && 'content' in first
  return isTurn && 'title' in record && (asText(record['url']) !== null || asText(record['platform']) !== null)
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return eachFile(files, readFile)
}

async function* readFile(file: SourceFile): AsyncGenerator<ReadItem, void, void> {
  const head = decodeHead(await readHead(file))
  const start = head.trimStart()[0]
  if (start === '{' || start === '[') {
    yield* jsonRecords([file], { descend: [], isRecord: isSaved, read: readRecord })
    return
  }
  const conversation = looksLikeExporterPage(head)
    ? await readExporterPage(file)
    : readExporterMarkdown(await wholeLines(file))
  if (conversation.nodes.length === 0) yield { kind: 'failed', file: file.name, code: 'not-a-conversation', item: null }
  else yield { kind: 'conversation', file: file.name, conversation }
}

function readRecord(record: UntrustedObject, { name: file }: SourceFile): readonly ReadItem[] {
  const title = asText(record['title'])
  const messages = messageRows(record['messages'])
  if (messages.length === 0) {
    const isList = Array.isArray(record['messages'])
    return [isList ? emptyConversation(file, title) : { kind: 'failed', file, code: 'not-a-conversation', item: title }]
  }
  return [
    tryConversation(file, title, () => {
      const inline = takeInlineAssets(record)
      const { messages: _turns, ...fields } = record
      const name = createNodeNamer()
      const nodes = inOneLine(messages.map((message) => readMessage(message, name)))
      return savedConversation({ title, url: asText(record['url']), fields, nodes, inline })
    }),
  ]
}

function readMessage(message: UntrustedObject, name: ReturnType<typeof createNodeNamer>) {
  const said = asText(message['role']) ?? ''
  const role = roleOfName(said) ?? 'assistant'
  const createdAt = parseSourceTime(message['timestamp'])
  const content = message['content']
  const parts = messageContent(content, role === 'assistant')
  return neutralNode({
    // The same words saved in another form are the same message.
    sourceId: name({ time: createdAt, who: role, text: asText(content) ?? JSON.stringify(content) ?? '' }),
    role,
    createdAt,
    parts,
    hidden: role === 'system',
    model: role === 'assistant' ? asText(message['model']) : null,
    raw: rawBeside(message, parts, ['content']),
  })
}
