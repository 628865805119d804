import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { Message } from '#shared/model/message.ts'
import { chapterId, contents, cover, inlinePicture, type Around, type VolumeNumber } from './book-front.ts'
import { picturesIn, planVolumes, volumeBounds, type Passage, type Volume, type VolumeBounds } from './book-volumes.ts'
import type { Exporter, ExportSettings } from './exporter.ts'
import { goesOn, htmlOfMessage, type MessagePen } from './html-message.ts'
import { daysOf, letterOf, memoriesOf } from './html-portrait.ts'
import { bookStyle } from './html-style.ts'
import { escapeHtml, langAttribute } from './html-words.ts'
import { pageWords } from './page-words.ts'
import { createStamps } from './stamps.ts'
import type { ExportFile, Story, StoryAsset } from './story.ts'
import { createSpeakers, titleOf, type Attached } from './talk.ts'

/**
 * A book for printing, as one page that holds its pictures and is laid out in A5 by whatever prints it: cover, contents,
 * the Letter, a part for each conversation with a chapter for each month, memories and days. Nothing that can be
 * installed without a download draws Chinese into a PDF as well as the browser that everybody has, with the fonts of
 * their own system; so the PDF is made by printing this.
 */
export const bookExport: Exporter = (story, settings) =>
  volumesOf(story, settings, { messages: Infinity, bytes: Infinity })

/** The same in volumes that can be printed one by one, a page each. */
export const volumesExport: Exporter = (story, settings) => volumesOf(story, settings, volumeBounds)

function* volumesOf(story: Story, settings: ExportSettings, bounds: VolumeBounds): Generator<ExportFile, void, void> {
  const { language, timeZone } = settings
  const stamps = createStamps(language, timeZone)
  const around = { story, settings, stamps, words: pageWords[language], speakers: createSpeakers(story, language) }
  const conversations = [...story.conversations()].filter(({ messageCount }) => messageCount > 0)
  const volumes = planVolumes(story, inOrder(story, conversations), { stamps, bounds })
  const threads = openThreads(story)
  for (const [index, volume] of volumes.entries()) {
    const of = { number: index + 1, of: volumes.length }
    yield { path: `book-${of.number}.html`, pieces: book({ volume, of, bounds, threads, conversations }, around) }
  }
}

/** The threads, each going on where the volume before ended. */
function openThreads({ visibleThread }: Story) {
  let open: { readonly id: Conversation['id']; readonly messages: Iterator<Message> } | null = null
  return function* ({ conversation: { id }, count }: Passage): Generator<Message, void, void> {
    if (open?.id !== id) open = { id, messages: visibleThread(id)[Symbol.iterator]() }
    for (let taken = 0; taken < count; taken += 1) {
      const next = open.messages.next()
      if (next.done) return
      yield next.value
    }
  }
}

type Binding = {
  readonly volume: Volume
  readonly of: VolumeNumber
  readonly bounds: VolumeBounds
  readonly threads: ReturnType<typeof openThreads>
  readonly conversations: readonly Conversation[]
}

function* book({ volume, of, bounds, threads, conversations }: Binding, around: Around): Generator<string> {
  const { story, settings, words, stamps } = around
  const subject = subjectOf(story, conversations)
  const title = subject?.profile.name ?? 'Keepsake · 念念'
  const rules = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`
  yield `<!doctype html>\n<html lang="${settings.language}">\n<head>\n<meta charset="utf-8">\n`
  yield `<meta http-equiv="Content-Security-Policy" content="${rules}">\n<meta name="referrer" content="no-referrer">\n`
  yield `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeHtml(title)}</title>\n`
  yield `<style>${bookStyle}</style>\n</head>\n<body>\n`
  yield* cover({ title, subject, volume }, of, around)
  yield '<main>\n'
  const isFirst = of.number === 1
  const letters = isFirst ? story.portraits().map((companion) => ({ companion, html: letterOf(story, companion) })) : []
  const hasLetter = letters.some(({ html }) => html !== '')
  yield* contents(volume, hasLetter, around)
  yield* lettersPart(letters, around)
  for (const passage of volume) yield* part(passage, { threads, bounds }, around)
  if (of.number === of.of) {
    for (const companion of story.portraits()) {
      yield* closing(words.memories, memoriesOf(story, companion))
      yield* closing(words.days, daysOf(story, companion.id))
    }
    yield* closing(words.days, daysOf(story, null))
  }
  yield `<section class="part colophon"><p>${words.aiNote}</p>`
  yield `<p>${escapeHtml(words.writtenOn(stamps.full(settings.now)))}</p></section>\n</main>\n</body>\n</html>\n`
}

/** Whose book it is, where it is somebody's. */
function subjectOf(story: Story, conversations: readonly Conversation[]): Companion | null {
  const ids = new Set(conversations.flatMap(({ companionId, memberIds }) => [companionId ?? [], memberIds].flat()))
  const portraits = story.portraits()
  if (portraits.length === 1 && portraits[0]) return portraits[0]
  const [only, ...others] = story.companions().filter(({ id }) => ids.has(id))
  return others.length === 0 ? (only ?? null) : null
}

function* lettersPart(
  letters: readonly { readonly companion: Companion; readonly html: string }[],
  { words }: Around,
): Generator<string> {
  let id = ' id="letter"'
  for (const { companion, html } of letters) {
    if (html === '') continue
    const whose = letters.length > 1 ? ` · ${companion.profile.name}` : ''
    yield `<section class="part"${id}><h2>${escapeHtml(words.letter + whose)}</h2>${html}</section>\n`
    id = ''
  }
}

function* part(
  passage: Passage,
  { threads, bounds }: Pick<Binding, 'threads' | 'bounds'>,
  around: Around,
): Generator<string> {
  const { story, settings, words, stamps, speakers } = around
  const { conversation, index, begins } = passage
  if (begins) settings.count('conversations')
  const title = titleOf(conversation, speakers, settings.language)
  yield `<section class="part" id="part${index + 1}"><h2${langAttribute(title)}>${escapeHtml(title)}</h2>\n`
  const favourites = new Map(story.marks(conversation.id).map(({ messageId, favourite }) => [messageId, favourite]))
  const pen: MessagePen = {
    conversation,
    speakers,
    words,
    stamps,
    favourites,
    isPaper: true,
    pathOf: () => null,
    attach: () => [],
  }
  let month = ''
  let day = ''
  let chapter = 0
  let last: Message | null = null
  let number = 0
  for (const message of threads(passage)) {
    settings.count('messages')
    number += 1
    const { createdAt } = message
    let isNewDay = false
    if (createdAt !== null) {
      const [itsMonth, itsDay] = [stamps.isoMonth(createdAt), stamps.isoDay(createdAt)]
      if (itsMonth !== month) {
        chapter += 1
        yield `<h3 class="chapter" id="${chapterId(passage, chapter)}">${escapeHtml(stamps.month(createdAt))}</h3>\n`
      }
      isNewDay = itsDay !== day
      if (isNewDay) yield `<p class="day">${escapeHtml(stamps.day(createdAt))}</p>\n`
      month = itsMonth
      day = itsDay
    }
    const pictures = picturesIn(message, story, bounds)
    yield* htmlOfMessage(
      message,
      { ...pen, pathOf: (id) => (pictures.has(id) ? String(id) : null), attach: (file) => attach(file, pictures) },
      { id: `p${index + 1}m${number}`, isSame: !isNewDay && goesOn(last, message) },
    )
    last = message
  }
  yield '</section>\n'
}

/** On paper there are pictures; of sounds and files only what they were called. */
function* attach({ kind, label, path }: Attached, pictures: ReadonlyMap<number, StoryAsset>): Generator<string> {
  const picture = kind === 'image' && path !== null ? pictures.get(Number(path)) : undefined
  if (!picture) {
    yield `<p class="meta">[${escapeHtml(label)}]</p>`
    return
  }
  yield '<figure>'
  yield* inlinePicture(picture, label)
  yield '</figure>'
}

function* closing(title: string, html: string): Generator<string> {
  if (html !== '') yield `<section class="part"><h2>${escapeHtml(title)}</h2>${html}</section>\n`
}

/** By what was said first: a conversation may have been made long after, for words of another app. */
function inOrder({ visibleThread }: Story, conversations: readonly Conversation[]): Conversation[] {
  return conversations
    .map((conversation) => {
      const [first] = visibleThread(conversation.id)
      return { conversation, from: first?.createdAt ?? conversation.createdAt ?? conversation.updatedAt }
    })
    .toSorted((one, other) => one.from - other.from)
    .map(({ conversation }) => conversation)
}
