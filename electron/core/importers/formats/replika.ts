import { csvHeader, csvRows } from '../files/csv-rows.ts'
import { byColumns } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import type { NeutralNode } from '../neutral.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'

const columns = ['Timestamp', 'From', 'Text', 'Reaction', 'ID'] as const

/** Replika, as the widely used backup script saves it: one CSV, newest first. */
export const replika: Importer = {
  id: 'replika',
  descend: [],
  detect,
  read,
}

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'text') return null
  const header = csvHeader(sample.head)
  return columns.every((column) => header.includes(column))
    ? { certainty: 'certain', why: byColumns(...columns) }
    : null
}

/**
 * There is one conversation with a Replika, and a backup tells no name of it. Several backups are put together: each
 * may begin and end anywhere in the past.
 */
async function* read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  const backups = new Map<string, readonly NeutralNode[]>()
  for (const file of files) {
    const problems: ReadItem[] = []
    backups.set(file.name, await readRows(file, problems))
    yield* problems
  }
  const together = new Map([...backups.values()].flat().map((node) => [node.sourceId, node]))
  const ordered = [...together.values()]
  if (backups.size > 1) ordered.sort((left, right) => timeOf(left) - timeOf(right))
  const placed = new Map(inOneLine(ordered).map((node) => [node.sourceId, node]))
  let isFirst = true
  for (const [file, rows] of backups) {
    if (rows.length === 0) continue
    // The first brings in everything; the others are accounted for.
    const nodes = isFirst ? [...placed.values()] : rows.flatMap(({ sourceId }) => placed.get(sourceId) ?? [])
    isFirst = false
    yield {
      kind: 'conversation',
      file,
      conversation: neutralConversation({ source: 'replika', sourceId: 'replika', nodes }),
    }
  }
}

/** The messages of one backup, oldest first. */
async function readRows(file: SourceFile, problems: ReadItem[]): Promise<NeutralNode[]> {
  const rows: Record<string, string | undefined>[] = []
  let header: readonly string[] | null = null
  for await (const cells of csvRows(file, problems)) {
    if (header === null) header = cells.map((cell) => cell.trim())
    else rows.push(Object.fromEntries(header.map((column, index) => [column, cells[index]])))
  }
  const times = rows.flatMap((row) => parseSourceTime(row['Timestamp'])?.milliseconds ?? [])
  const isNewestFirst = (times[0] ?? 0) >= (times.at(-1) ?? 0)
  const name = createNodeNamer()
  return (isNewestFirst ? rows.toReversed() : rows).map((row) => readRow(row, name))
}

function readRow(row: Record<string, string | undefined>, name: ReturnType<typeof createNodeNamer>): NeutralNode {
  const { Timestamp: time, From: from, Text: text, Reaction: reaction, ID: id } = row
  const createdAt = parseSourceTime(time)
  const role = from === 'Me' ? 'user' : 'assistant'
  const isWhole = text !== undefined && from !== undefined
  // The script writes a line break as a backslash and an n.
  const words = (text ?? '').replaceAll('\\n', '\n')
  return neutralNode({
    sourceId: id || name({ time: createdAt, who: role, text: isWhole ? words : JSON.stringify(row) }),
    role,
    author: from === 'Me' || from === 'Rep' ? null : from || null,
    createdAt,
    parts: isWhole ? [{ kind: 'text', text: words }] : [opaquePart('row', row)],
    raw: reaction && reaction !== 'None' ? { reaction } : null,
  })
}

function timeOf(node: NeutralNode): number {
  return node.createdAt?.milliseconds ?? 0
}
