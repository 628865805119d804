import type { Conversation } from '#shared/model/conversation.ts'
import type { MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { escapeHtml, htmlOfWords, langAttribute } from './html-words.ts'
import type { PageWords } from './page-words.ts'
import type { Stamps } from './stamps.ts'
import { attachedTo, besideText, saidIn, type Attached, type Speakers } from './talk.ts'
import type { PathOf } from './story.ts'

/** What messages of one conversation are written with. */
export type MessagePen = {
  readonly conversation: Conversation
  readonly speakers: Speakers
  readonly words: PageWords
  readonly stamps: Stamps
  readonly pathOf: PathOf
  readonly favourites: ReadonlyMap<MessageId, string | null>
  /** On paper nobody can open what is folded, and headings are chapters: nothing within a message is one. */
  readonly isPaper: boolean
  /** A picture, sound or file, from where it lies. */
  readonly attach: (attached: Attached) => Iterable<string>
}

/** As long as nobody else speaks and not too much time goes by, a name is said once. */
const together = 10 * 60_000

/** Whether a message goes on where the one before it ended. */
export function goesOn(before: Message | null, message: Message): boolean {
  if (!before || before.role !== message.role || before.author !== message.author) return false
  if (before.model !== message.model || before.companionId !== message.companionId) return false
  return before.createdAt !== null && message.createdAt !== null && message.createdAt - before.createdAt < together
}

/** A message in pieces; nothing at all where it says nothing. */
export function* htmlOfMessage(
  message: Message,
  pen: MessagePen,
  { id, isSame }: { readonly id: string; readonly isSame: boolean },
): Generator<string, void, void> {
  const { words: spoken, besides } = saidIn(message)
  const files = attachedTo(message, pen.pathOf)
  const told = besides.flatMap((part) => {
    const text = besideText(part)
    return text === null || text === '' ? [] : [{ kind: part.kind, text }]
  })
  if (spoken.trim() === '' && files.length === 0 && told.length === 0) return
  const { conversation, speakers, words, stamps, favourites } = pen
  const sides = `${message.role === 'user' ? 'you' : 'them'}${isSame ? ' same' : ''}`
  const { createdAt, model } = message
  const time =
    createdAt === null
      ? ''
      : ` <time datetime="${new Date(createdAt).toISOString()}">${escapeHtml(stamps.time(createdAt))}</time>`
  const who = escapeHtml(speakers.nameOf(message, conversation))
  const spokenBy = model === null ? '' : ` <span class="meta">${escapeHtml(model)}</span>`
  const head = `${who}${time}${spokenBy}`
  yield `<article class="${sides}" id="${id}">${pen.isPaper ? `<p class="who">${head}</p>` : `<h3>${head}</h3>`}`
  for (const { kind, text } of told) {
    const name = escapeHtml(words.besides[kind] ?? kind)
    yield `<details${pen.isPaper ? ' open' : ''}><summary>${name}</summary><pre>${escapeHtml(text)}</pre></details>`
  }
  if (spoken.trim() !== '') {
    const html = htmlOfWords(spoken)
    yield `<div class="words"${langAttribute(spoken)}>${pen.isPaper ? withoutHeadings(html) : html}</div>`
  }
  for (const file of files) yield* pen.attach(file)
  const note = favourites.get(message.id)
  if (note !== undefined && note !== null) {
    yield `<p class="note"${langAttribute(note)}>${escapeHtml(note === '' ? words.favourite : note)}</p>`
  }
  yield '</article>\n'
}

/** All that was said is escaped, so that these are elements of ours and nothing else. */
function withoutHeadings(html: string): string {
  return html.replaceAll(/<h[4-6]>/g, '<p class="heading">').replaceAll(/<\/h[4-6]>/g, '</p>')
}
