import type { Conversation } from '#shared/model/conversation.ts'
import type { Message } from '#shared/model/message.ts'
import { createExportFiles } from './export-files.ts'
import type { Exporter, ExportSettings } from './exporter.ts'
import { indexPage, type Listed } from './html-index.ts'
import { goesOn, htmlOfMessage, type MessagePen } from './html-message.ts'
import { pageFoot, pageHead } from './html-page.ts'
import { portraitPages } from './html-portrait.ts'
import { searchPart, searchScript } from './html-search.ts'
import { siteStyle } from './html-style.ts'
import { escapeHtml, langAttribute } from './html-words.ts'
import { pageWords } from './page-words.ts'
import { createStamps, type Stamps } from './stamps.ts'
import type { ExportFile, Story } from './story.ts'
import { createSpeakers, saidIn, titleOf, type Attached } from './talk.ts'

/** A page holds a month, or less where so much was said in it. */
const pageMessages = 500
/** Characters of one file of words to search. */
const searchLength = 1_500_000

/** A site that is opened from a disk and read offline: pages by month, both themes, its own search, nothing from elsewhere. */
export const htmlExport: Exporter = function* (story, settings) {
  const { pathOf, each } = createExportFiles(story)
  const { language, timeZone, count } = settings
  const words = pageWords[language]
  const stamps = createStamps(language, timeZone)
  const speakers = createSpeakers(story, language)
  const search = createSearchParts()
  const listed: Listed[] = []
  yield { path: 'style.css', pieces: [siteStyle] }
  for (const conversation of story.conversations()) {
    count('conversations')
    const title = titleOf(conversation, speakers, language)
    const folder = `talks/${listed.length + 1}`
    const favourites = new Map(story.marks(conversation.id).map(({ messageId, favourite }) => [messageId, favourite]))
    const pageParts = { words, stamps, isPaper: false, pathOf: beside(pathOf), attach }
    const pen = { ...pageParts, conversation, speakers, favourites }
    const pages = createPages(story, conversation, stamps)
    let before: string | null = null
    let first: string | null = null
    for (let page = pages.next(null); page; page = pages.next(page)) {
      const path = `${folder}/${page.name}.html`
      first ??= path
      yield { path, pieces: monthPage({ title, page, before, pages, pen, settings, search, path }) }
      yield* search.full()
      before = page.name
    }
    if (first !== null) listed.push({ conversation, title, path: first, companion: speakers.companionOf(conversation) })
  }
  yield* search.rest()
  yield { path: 'search.js', pieces: [searchScript(story.formsOf(search.characters))] }
  const portraits = [...portraitPages(story, { words, stamps, language })]
  for (const { path, pieces } of portraits) yield { path, pieces }
  yield {
    path: 'index.html',
    pieces: indexPage({ listed, portraits, parts: search.count(), words, stamps, settings, story }),
  }
  yield* each()
}

/** Pages lie two folders down. */
function beside(pathOf: MessagePen['pathOf']): MessagePen['pathOf'] {
  return (id) => {
    const path = pathOf(id)
    return path && `../../${path}`
  }
}

function* attach({ kind, label, path, mime }: Attached): Generator<string> {
  const name = escapeHtml(label)
  if (path === null) yield `<p class="meta">[${name}]</p>`
  else if (kind === 'image') yield `<figure><img src="${path}" alt="${name}" loading="lazy"></figure>`
  else if (kind === 'audio')
    yield `<figure><audio controls preload="none" src="${path}"></audio><figcaption>${name}</figcaption></figure>`
  else if (mime?.startsWith('video/') === true)
    yield `<figure><video controls preload="none" src="${path}"></video></figure>`
  else yield `<p><a href="${path}" download>${name}</a></p>`
}

type MonthPage = { readonly name: string; readonly month: string; readonly first: Message }

/** The messages of a conversation, cut where a month or a page ends; what is cut off waits for the next one. */
function createPages(story: Story, conversation: Conversation, stamps: Stamps) {
  const messages = story.visibleThread(conversation.id)[Symbol.iterator]()
  let next = messages.next()
  let month = ''
  let number = 1

  const monthOf = ({ createdAt }: Message) => (createdAt === null ? month || 'undated' : stamps.isoMonth(createdAt))

  /** The month that a message opens: one that lies before what was said already is no new one. */
  function opens(message: Message): string {
    const its = monthOf(message)
    return month === 'undated' || its > month ? its : month
  }

  return {
    next(before: MonthPage | null): MonthPage | null {
      if (next.done) return null
      const opened = month === '' ? monthOf(next.value) : opens(next.value)
      number = before && opened === month ? number + 1 : 1
      month = opened
      return { name: number === 1 ? month : `${month}-${number}`, month, first: next.value }
    },
    /** The page that would come now, once the messages of the one before are taken. */
    following(): string | null {
      if (next.done) return null
      const opened = opens(next.value)
      return opened === month ? `${month}-${number + 1}` : opened
    },
    *take(): Generator<Message, void, void> {
      for (let taken = 0; !next.done && taken < pageMessages && opens(next.value) === month; taken += 1) {
        yield next.value
        next = messages.next()
      }
    },
  }
}

type MonthParts = {
  readonly title: string
  readonly page: MonthPage
  readonly before: string | null
  readonly pages: ReturnType<typeof createPages>
  readonly pen: MessagePen
  readonly settings: ExportSettings
  readonly search: ReturnType<typeof createSearchParts>
  readonly path: string
}

function* monthPage({ title, page, before, pages, pen, settings, search, path }: MonthParts): Generator<string> {
  const { words, stamps, conversation, speakers } = pen
  const { createdAt } = page.first
  const month = createdAt === null ? words.undated : stamps.month(createdAt)
  yield pageHead({ title: `${title} · ${month}`, language: settings.language, toRoot: '../../' })
  yield `<header class="top"><p class="up"><a href="../../index.html">${words.back}</a></p>`
  yield `<h1${langAttribute(title)}>${escapeHtml(title)}</h1><p class="meta">${escapeHtml(month)}</p></header>\n<main>\n`
  let day = ''
  let last: Message | null = null
  let number = 0
  for (const message of pages.take()) {
    number += 1
    settings.count('messages')
    const its = message.createdAt === null ? day : stamps.isoDay(message.createdAt)
    const isNewDay = its !== day && message.createdAt !== null
    if (isNewDay && message.createdAt !== null) {
      yield `<h2 class="day"><time datetime="${its}">${escapeHtml(stamps.day(message.createdAt))}</time></h2>\n`
    }
    day = its
    yield* htmlOfMessage(message, pen, { id: `m${number}`, isSame: !isNewDay && goesOn(last, message) })
    const said = saidIn(message).words
    const when = message.createdAt === null ? '' : stamps.full(message.createdAt)
    if (said !== '') search.add([path, `m${number}`, speakers.nameOf(message, conversation), when, said])
    last = message
  }
  const after = pages.following()
  yield '</main>\n<footer><nav>'
  if (before !== null) yield `<a href="${before}.html" rel="prev">${words.earlier}</a>`
  if (after !== null) yield `<a href="${after}.html" rel="next">${words.later}</a>`
  yield `<a href="../../index.html">${words.back}</a></nav><p>${escapeHtml(words.from(conversation.source))}</p></footer>\n`
  yield pageFoot
}

/** The words of all pages, gathered into files of a size that loads at once. */
function createSearchParts() {
  /** The Chinese characters there are, for what is written in the other script to be found. */
  const characters = new Set<string>()
  let rows: (readonly string[])[] = []
  let length = 0
  let parts = 0

  function* write(): Generator<ExportFile, void, void> {
    if (rows.length === 0) return
    yield { path: `search/${parts}.js`, pieces: [searchPart(rows)] }
    rows = []
    length = 0
    parts += 1
  }

  return {
    add(row: readonly string[]) {
      rows.push(row)
      length += (row[4] ?? '').length + 80
      for (const character of row[4] ?? '') if (character >= '\u2e80') characters.add(character)
    },
    *full(): Generator<ExportFile, void, void> {
      if (length >= searchLength) yield* write()
    },
    rest: write,
    characters,
    count: () => parts,
  }
}
