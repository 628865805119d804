import type { Conversation } from '#shared/model/conversation.ts'
import { documentVersion } from '#shared/model/document.ts'
import { describeConversation, describeDay, describeMessage } from './describe-document.ts'
import { createExportFiles } from './export-files.ts'
import type { Exporter, ExportSettings } from './exporter.ts'
import type { PathOf, Story } from './story.ts'

/** Messages of one piece of a conversation, and their length: whoever reads it holds so much at once. */
const pieceMessages = 20_000
const pieceLength = 16 << 20

type Around = Pick<ExportSettings, 'now' | 'count'> & { readonly pathOf: PathOf }

/** Everything as one JSON document that Keepsake reads back as it was. See docs/export-format.md. */
export const jsonExport: Exporter = function* (story, { now, count }) {
  const { pathOf, each } = createExportFiles(story)
  yield { path: 'keepsake.json', pieces: document(story, { now, count, pathOf }) }
  yield* each()
}

function* document(story: Story, around: Around): Generator<string> {
  const { pathOf } = around
  const exportedAt = new Date(around.now).toISOString()
  const head = { format: 'keepsake', version: documentVersion, exportedAt, self: story.whole.selfRevisions() }
  yield JSON.stringify(head).slice(0, -1)
  yield ',\n"companions":['
  yield* listed(story.portraits().map((companion) => story.whole.companion(companion, pathOf)))
  yield '],\n"conversations":['
  let before = '\n'
  for (const conversation of story.conversations()) {
    around.count('conversations')
    for (const piece of conversationPieces(story, conversation, around)) {
      yield before
      yield* piece
      before = ',\n'
    }
  }
  yield '],\n"days":['
  yield* listed(story.days().map((day) => describeDay(day, story, pathOf)))
  yield ']\n}\n'
}

function* listed(values: readonly unknown[]): Generator<string> {
  for (const [index, value] of values.entries()) yield `${index === 0 ? '' : ','}\n${JSON.stringify(value)}`
}

/** A conversation as one piece or several, each of which is to be taken before the next is asked for. */
function* conversationPieces(
  story: Story,
  conversation: Conversation,
  { count, pathOf }: Around,
): Generator<Generator<string>> {
  const marks = story.whole.marks(conversation.id)
  const head = describeConversation(conversation, story)
  const messages = story.whole.messages(conversation.id)[Symbol.iterator]()
  let next = messages.next()

  function* piece(continues: boolean): Generator<string> {
    yield `${JSON.stringify({ ...head, ...(continues && { continues }) }).slice(0, -1)},"messages":[`
    let length = 0
    for (let taken = 0; !next.done && taken < pieceMessages && length < pieceLength; taken += 1) {
      const text = JSON.stringify(describeMessage(next.value, marks.get(next.value.message.id) ?? [], story, pathOf))
      length += text.length
      yield `${taken === 0 ? '' : ','}\n${text}`
      count('messages')
      next = messages.next()
    }
    yield ']}'
  }
  yield piece(false)
  while (!next.done) yield piece(true)
}
