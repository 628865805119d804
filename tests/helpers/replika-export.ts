import type { ChatTurn } from './chat-model.ts'

/** A backup of a Replika as the script writes it: newest first, line breaks as a backslash and an n. */
export function replikaCsv(turns: readonly ChatTurn[]): string {
  const rows = turns.map(({ role, versions: [said] }, index) => [
    said?.time ? new Date(said.time).toISOString() : '',
    role === 'user' ? 'Me' : 'Rep',
    (said?.text ?? '').replaceAll('\n', '\\n'),
    index % 3 === 0 ? 'Love' : 'None',
    `63dcdc00${index.toString(16).padStart(16, '0')}`,
  ])
  const quoted = (cell: string) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return [['Timestamp', 'From', 'Text', 'Reaction', 'ID'], ...rows.toReversed()]
    .map((row) => `${row.map(quoted).join(',')}\n`)
    .join('')
}
