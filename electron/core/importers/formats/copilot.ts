import { csvHeader, csvRows } from '../files/csv-rows.ts'
import { fingerprint } from '../reading/fingerprint.ts'
import { byColumns } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'

/** The activity history of Microsoft's privacy dashboard: one table, newest first. */
export const copilot: Importer = { id: 'copilot', descend: [], detect, read }

const columns = ['Conversation', 'Time', 'Author', 'Message'] as const
type Row = readonly [conversation: string, time: string, author: string, message: string]

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'text') return null
  const header = csvHeader(sample.head)
  if (!columns.every((column, index) => header[index] === column)) return null
  return { certainty: 'certain', why: byColumns(...columns) }
}

async function* read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  for (const file of files) yield* readFile(file)
}

async function* readFile(file: SourceFile): AsyncGenerator<ReadItem, void, void> {
  const conversations = new Map<string, Row[]>()
  const problems: ReadItem[] = []
  let isHeader = true
  for await (const cells of csvRows(file, problems)) {
    if (!isHeader) {
      const [title = '', time = '', author = '', message = ''] = cells
      const rows = conversations.get(title)
      if (rows) rows.push([title, time, author, message])
      else conversations.set(title, [[title, time, author, message]])
    }
    isHeader = false
  }
  yield* problems
  for (const [title, rows] of conversations) {
    yield { kind: 'conversation', file: file.name, conversation: readConversation(title, rows.toReversed()) }
  }
}

/** Question and answer share a second, so that only the order of the file, turned round, tells which came first. */
function readConversation(title: string, rows: readonly Row[]): NeutralConversation {
  const name = createNodeNamer()
  const nodes = rows.map(([, time, author, text]) => {
    const createdAt = parseSourceTime(time)
    const isPerson = author.toLowerCase() === 'human'
    return neutralNode({
      // The table tells no zone, so the time counts as it is written.
      sourceId: name({ time: null, who: `${author} ${time}`, text }),
      role: isPerson ? 'user' : 'assistant',
      author: isPerson || author === 'AI' ? null : author || null,
      createdAt,
      parts: text === '' ? [] : [{ kind: 'text', text }],
    })
  })
  return neutralConversation({
    source: 'copilot',
    sourceId: `title:${fingerprint(title)}`,
    title: title || null,
    createdAt: nodes[0]?.createdAt ?? null,
    updatedAt: nodes.at(-1)?.createdAt ?? null,
    nodes: inOneLine(nodes),
  })
}
