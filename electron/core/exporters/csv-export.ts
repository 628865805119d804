import type { Exporter } from './exporter.ts'
import { createSpeakers, saidIn, titleOf } from './talk.ts'

const columns = [
  'time',
  'companion',
  'conversation_id',
  'title',
  'source',
  'role',
  'speaker',
  'model',
  'provider',
  'text',
  'favourite',
  'note',
] as const

/** One table with a row for each message of the visible threads, which no spreadsheet takes for a formula. */
export const csvExport: Exporter = function* (story, { language, count }) {
  const speakers = createSpeakers(story, language)
  function* rows(): Generator<string> {
    // Without the mark, spreadsheets on Windows take the text for something else than UTF-8.
    yield `\ufeff${line([...columns])}`
    for (const conversation of story.conversations()) {
      const favourites = new Map(story.marks(conversation.id).map(({ messageId, favourite }) => [messageId, favourite]))
      const companion = speakers.companionOf(conversation) ?? ''
      const { sourceId } = story.whole.conversation(conversation.id)
      // Two of one name are two, and two sources may use one name.
      const key = `${conversation.source}/${story.whole.keyOf(conversation.id, sourceId)}`
      const title = titleOf(conversation, speakers, language)
      for (const message of story.visibleThread(conversation.id)) {
        const { createdAt, role, model, provider } = message
        const note = favourites.get(message.id) ?? null
        yield line([
          createdAt === null ? '' : new Date(createdAt).toISOString(),
          companion,
          key,
          title,
          conversation.source,
          role,
          speakers.nameOf(message, conversation),
          model ?? '',
          provider ?? '',
          saidIn(message).words,
          note === null ? '' : '1',
          note ?? '',
        ])
        count('messages')
      }
      count('conversations')
    }
  }
  yield { path: 'messages.csv', pieces: rows() }
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`
}

/** By RFC 4180; what a spreadsheet would take for a formula gets an apostrophe, in whatever width it begins. */
function cell(text: string): string {
  const isFormula = /^[=+\-@\t\r\n\0＝＋－＠]/u.test(text) || /^\s+[=+\-@＝＋－＠]/u.test(text)
  const safe = (isFormula ? `'${text}` : text).replaceAll('\0', '')
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
