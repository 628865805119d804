import type { ChatTurn } from './chat-model.ts'

/** The table of Microsoft's privacy dashboard: a mark before it, newest first, times without a zone. */
export function copilotCsv(chats: { readonly [title: string]: readonly ChatTurn[] }): string {
  const rows = Object.entries(chats).flatMap(([title, turns]) =>
    turns.map(({ role, versions: [said] }) => [
      title,
      localTime(said?.time ?? 0),
      role === 'user' ? 'Human' : 'AI',
      said?.text ?? '',
    ]),
  )
  const lines = [['Conversation', 'Time', 'Author', 'Message'], ...rows.toReversed()]
  return `\ufeff${lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('')}`
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The time to the second, as a clock on this machine's wall shows it. */
function localTime(time: number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day}T${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}
