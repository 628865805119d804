import type { Part } from '#shared/model/part.ts'
import { chatIdentity } from '../reading/chat-identity.ts'
import { fingerprint } from '../reading/fingerprint.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRecords } from '../files/json-records.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Perplexity threads as extensions and its own interface give them: each entry is a question with its answer. */
export const perplexity: Importer = { id: 'perplexity', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  for (const record of sampledRecords(sample)) {
    const entries = entriesOf(record)?.slice(0, 50).map(asObject) ?? []
    const about = asObject(record['metadata'] ?? record['thread_metadata'])
    if ('thread_id' in about && entries.length > 0) {
      return { certainty: 'certain', why: byFields('metadata', 'thread_id') }
    }
    if (entries.some((entry) => 'query_str' in entry || ('query' in entry && 'answer' in entry))) {
      return { certainty: 'certain', why: byFields('query', 'answer') }
    }
  }
  return null
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonRecords(files, {
    descend: [],
    isRecord: (members) => entriesOf(members) !== null,
    read: (record, { name: file }) => {
      const entries = entriesOf(record)
      if (!entries) return [{ kind: 'failed', file, code: 'not-a-conversation', item: null }]
      return [{ kind: 'conversation', file, conversation: readThread(record, entries) }]
    },
  })
}

function entriesOf(record: UntrustedObject): readonly unknown[] | null {
  const entries = record['entries'] ?? record['conversations']
  return Array.isArray(entries) ? entries : null
}

function readThread(record: UntrustedObject, entries: readonly unknown[]): NeutralConversation {
  const { entries: _entries, conversations: _conversations, ...rest } = record
  const about = asObject(record['metadata'] ?? record['thread_metadata'])
  const first = asObject(entries[0])
  const nodes = inOneLine(entries.flatMap(readEntry))
  const title = asText(about['thread_title']) ?? asText(about['title']) ?? asText(first['thread_title'])
  return neutralConversation({
    source: 'perplexity',
    sourceId:
      asText(about['thread_id']) ??
      asText(first['context_uuid']) ??
      asText(about['thread_url']) ??
      chatIdentity(title, nodes),
    title,
    createdAt: nodes[0]?.createdAt ?? null,
    updatedAt: nodes.at(-1)?.createdAt ?? null,
    nodes,
    raw: rest,
  })
}

function readEntry(value: unknown): NeutralNode[] {
  if (!isObject(value)) {
    return [neutralNode({ sourceId: fingerprint(value), role: 'system', parts: [opaquePart('entry', value)] })]
  }
  const query = asText(value['query']) ?? asText(value['query_str'])
  const id = asText(value['uuid']) ?? asText(value['backend_uuid']) ?? fingerprint([query, value['timestamp']])
  const createdAt = parseSourceTime(value['timestamp'] ?? value['entry_created_datetime'] ?? value['created_at'])
  const updatedAt = parseSourceTime(value['entry_updated_datetime'])
  const parts = answerParts(value)
  const answer = neutralNode({
    sourceId: `${id}:answer`,
    role: 'assistant',
    createdAt: updatedAt ?? createdAt,
    parts,
    state: value['status'] === 'PENDING' ? 'interrupted' : 'complete',
    model: asText(value['model']) ?? asText(value['display_model']),
    raw: rawBeside(value, parts, ['answer', 'query']),
  })
  if (query === null) return [answer]
  const question: Part = { kind: 'text', text: query }
  return [neutralNode({ sourceId: `${id}:question`, role: 'user', createdAt, parts: [question] }), answer]
}

function answerParts(entry: UntrustedObject): Part[] {
  const blocks = asList(entry['blocks']).map(asObject)
  const answers = blocks.flatMap((block) => {
    const { answer, chunks } = asObject(block['markdown_block'])
    return [
      asText(answer) ??
        asList(chunks)
          .filter((chunk) => typeof chunk === 'string')
          .join(''),
    ]
  })
  const fromBlocks = [...new Set(answers)].filter((answer) => answer !== '').join('\n\n')
  const text = asText(entry['answer']) ?? (fromBlocks || asText(entry['text']))
  const words: Part[] = text === null ? [] : [{ kind: 'text', text }]
  const found = blocks.flatMap((block) => asList(asObject(block['web_result_block'])['web_results']))
  const sources = [...asList(entry['sources']), ...found].map((source): Part => {
    if (!isObject(source)) return opaquePart('source', source)
    const title = asText(source['title']) ?? asText(source['name'])
    return { kind: 'citation', text: asText(source['snippet']) ?? '', title, url: asText(source['url']) }
  })
  return [...words, ...sources]
}
