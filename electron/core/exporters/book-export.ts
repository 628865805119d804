import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { Message } from '#shared/model/message.ts'
import type { Exporter, ExportSettings } from './exporter.ts'
import { goesOn, htmlOfMessage, type MessagePen } from './html-message.ts'
import { daysOf, letterOf, memoriesOf } from './html-portrait.ts'
import { bookStyle } from './html-style.ts'
import { escapeHtml, langAttribute } from './html-words.ts'
import { pageWords, type PageWords } from './page-words.ts'
import { createStamps, type Stamps } from './stamps.ts'
import type { Story, StoryAsset } from './story.ts'
import { createSpeakers, titleOf, type Attached, type Speakers } from './talk.ts'

/**
 * A book for printing, as one page that holds its pictures and is laid out in A5 by whatever prints it: cover, contents,
 * the Letter, a part for each conversation with a chapter for each month, memories and days. Nothing that can be
 * installed without a download draws Chinese into a PDF as well as the browser that everybody has, with the fonts of
 * their own system; so the PDF is made by printing this.
 */
export const bookExport: Exporter = function* (story, settings) {
  yield { path: 'book.html', pieces: book(story, settings) }
}

type Around = {
  readonly story: Story
  readonly settings: ExportSettings
  readonly words: PageWords
  readonly stamps: Stamps
  readonly speakers: Speakers
}

function* book(story: Story, settings: ExportSettings): Generator<string> {
  const { language, timeZone } = settings
  const words = pageWords[language]
  const stamps = createStamps(language, timeZone)
  const speakers = createSpeakers(story, language)
  const around = { story, settings, words, stamps, speakers }
  const conversations = [...story.conversations()].filter(({ messageCount }) => messageCount > 0).toSorted(byBeginning)
  const subject = subjectOf(story, conversations)
  const title = subject?.profile.name ?? 'Keepsake · 念念'
  const rules = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`
  yield `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n`
  yield `<meta http-equiv="Content-Security-Policy" content="${rules}">\n<meta name="referrer" content="no-referrer">\n`
  yield `<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>${escapeHtml(title)}</title>\n`
  yield `<style>${bookStyle}</style>\n</head>\n<body>\n`
  yield* cover(title, subject, conversations, around)
  yield '<main>\n'
  const letters = story.portraits().map((companion) => ({ companion, html: letterOf(story, companion) }))
  yield* contents(
    conversations,
    letters.some(({ html }) => html !== ''),
    around,
  )
  for (const { companion, html } of letters) {
    if (html === '') continue
    const whose = letters.length > 1 ? ` · ${companion.profile.name}` : ''
    yield `<section class="part" id="letter"><h2>${escapeHtml(words.letter + whose)}</h2>${html}</section>\n`
  }
  for (const [index, conversation] of conversations.entries()) yield* part(conversation, index, around)
  for (const companion of story.portraits()) {
    yield* closing(words.memories, memoriesOf(story, companion))
    yield* closing(words.days, daysOf(story, companion.id))
  }
  yield* closing(words.days, daysOf(story, null))
  yield `<section class="part"><p class="meta">${words.aiNote}</p>`
  yield `<p class="meta">${escapeHtml(words.writtenOn(stamps.full(settings.now)))}</p></section>\n</main>\n</body>\n</html>\n`
}

/** Whose book it is, where it is somebody's. */
function subjectOf(story: Story, conversations: readonly Conversation[]): Companion | null {
  const ids = new Set(conversations.flatMap(({ companionId, memberIds }) => [companionId ?? [], memberIds].flat()))
  const portraits = story.portraits()
  if (portraits.length === 1 && portraits[0]) return portraits[0]
  const [only, ...others] = story.companions().filter(({ id }) => ids.has(id))
  return others.length === 0 ? (only ?? null) : null
}

function* cover(
  title: string,
  subject: Companion | null,
  conversations: readonly Conversation[],
  { story, stamps }: Around,
): Generator<string> {
  const picture = subject?.avatarId == null ? null : story.asset(subject.avatarId)
  yield '<header class="cover">'
  if (picture?.mime.startsWith('image/') === true) yield* image(picture, '')
  yield `<h1${langAttribute(title)}>${escapeHtml(title)}</h1>`
  const times = conversations.map(({ createdAt, updatedAt }) => createdAt ?? updatedAt)
  const from = Math.min(...times)
  const to = Math.max(...conversations.map(({ updatedAt }) => updatedAt))
  if (times.length > 0) {
    const [first, last] = [stamps.month(from), stamps.month(to)]
    yield `<p>${escapeHtml(first === last ? first : `${first} – ${last}`)}</p>`
  }
  yield '</header>\n'
}

function* contents(
  conversations: readonly Conversation[],
  hasLetter: boolean,
  { words, speakers, settings, stamps }: Around,
): Generator<string> {
  yield `<nav class="contents"><h2>${words.contents}</h2><ol>\n`
  if (hasLetter) yield `<li><a href="#letter">${words.letter}</a></li>\n`
  for (const [index, conversation] of conversations.entries()) {
    const title = titleOf(conversation, speakers, settings.language)
    const month = stamps.month(conversation.createdAt ?? conversation.updatedAt)
    yield `<li><a href="#part${index + 1}"${langAttribute(title)}>${escapeHtml(title)}</a> <span class="meta">${escapeHtml(month)}</span></li>\n`
  }
  yield '</ol></nav>\n'
}

function* part(conversation: Conversation, index: number, around: Around): Generator<string> {
  const { story, settings, words, stamps, speakers } = around
  settings.count('conversations')
  const title = titleOf(conversation, speakers, settings.language)
  yield `<section class="part" id="part${index + 1}"><h2${langAttribute(title)}>${escapeHtml(title)}</h2>\n`
  const favourites = new Map(story.marks(conversation.id).map(({ messageId, favourite }) => [messageId, favourite]))
  const pen: MessagePen = {
    conversation,
    speakers,
    words,
    stamps,
    favourites,
    isUnfolded: true,
    pathOf: () => null,
    attach: () => [],
  }
  let month = ''
  let day = ''
  let last: Message | null = null
  let number = 0
  for (const message of story.visibleThread(conversation.id)) {
    settings.count('messages')
    number += 1
    const { createdAt } = message
    let isNewDay = false
    if (createdAt !== null) {
      const [itsMonth, itsDay] = [stamps.isoMonth(createdAt), stamps.isoDay(createdAt)]
      if (itsMonth !== month) yield `<h2 class="chapter">${escapeHtml(stamps.month(createdAt))}</h2>\n`
      isNewDay = itsDay !== day
      if (isNewDay) yield `<p class="day">${escapeHtml(stamps.day(createdAt))}</p>\n`
      month = itsMonth
      day = itsDay
    }
    const pictures = picturesIn(message, story)
    yield* htmlOfMessage(
      message,
      { ...pen, pathOf: (id) => (pictures.has(id) ? String(id) : null), attach: (file) => attach(file, pictures) },
      { id: `p${index + 1}m${number}`, isSame: !isNewDay && goesOn(last, message) },
    )
    last = message
  }
  yield '</section>\n'
}

function picturesIn({ parts }: Message, story: Story): ReadonlyMap<number, StoryAsset> {
  return new Map(
    parts.flatMap((one) => {
      const asset = one.kind === 'image' && one.assetId !== null ? story.asset(one.assetId) : null
      return asset?.mime.startsWith('image/') === true && one.kind === 'image'
        ? [[Number(one.assetId), asset] as const]
        : []
    }),
  )
}

/** On paper there are pictures; of sounds and files only what they were called. */
function* attach({ kind, label, path }: Attached, pictures: ReadonlyMap<number, StoryAsset>): Generator<string> {
  const picture = kind === 'image' && path !== null ? pictures.get(Number(path)) : undefined
  if (!picture) {
    yield `<p class="meta">[${escapeHtml(label)}]</p>`
    return
  }
  yield '<figure>'
  yield* image(picture, label)
  yield '</figure>'
}

/** A picture within the page itself, piece by piece: three bytes are four letters, and what is over waits. */
function* image({ mime, bytes }: StoryAsset, label: string): Generator<string> {
  yield `<img alt="${escapeHtml(label)}" src="data:${/^image\/[a-z0-9.+-]+$/.test(mime) ? mime : 'image/png'};base64,`
  let over = Buffer.alloc(0)
  for (const piece of bytes()) {
    const all = Buffer.concat([over, piece])
    const whole = all.length - (all.length % 3)
    yield all.subarray(0, whole).toString('base64')
    over = Buffer.from(all.subarray(whole))
  }
  yield `${over.toString('base64')}">`
}

function* closing(title: string, html: string): Generator<string> {
  if (html !== '') yield `<section class="part"><h2>${escapeHtml(title)}</h2>${html}</section>\n`
}

function byBeginning(one: Conversation, other: Conversation): number {
  return (one.createdAt ?? one.updatedAt) - (other.createdAt ?? other.updatedAt)
}
