import type { Conversation } from '#shared/model/conversation.ts'
import type { ExportSettings } from './exporter.ts'
import { pageFoot, pageHead } from './html-page.ts'
import type { PortraitPage } from './html-portrait.ts'
import { escapeHtml, langAttribute } from './html-words.ts'
import type { PageWords } from './page-words.ts'
import type { Stamps } from './stamps.ts'
import type { Story } from './story.ts'

/** A conversation in the list, and the first of its pages. */
export type Listed = {
  readonly conversation: Conversation
  readonly title: string
  readonly path: string
  readonly companion: string | null
}

type Index = {
  readonly listed: readonly Listed[]
  readonly portraits: readonly PortraitPage[]
  /** Files of words to search. */
  readonly parts: number
  readonly words: PageWords
  readonly stamps: Stamps
  readonly settings: ExportSettings
  readonly story: Story
}

/** The page that a site opens with: a search, and everything there is by whose it is. */
export function* indexPage({ listed, portraits, parts, words, stamps, settings }: Index): Generator<string> {
  const { language, now } = settings
  const names = [...new Set(listed.flatMap(({ companion }) => companion ?? []))]
  const title = names.length === 1 && names[0] !== undefined ? names[0] : 'Keepsake · 念念'
  const script = { path: 'search.js', data: { parts: String(parts), none: words.nothing } }
  yield pageHead({ title, language, toRoot: '', script })
  yield `<header class="top"><h1${langAttribute(title)}>${escapeHtml(title)}</h1>`
  yield `<p class="meta">${escapeHtml(words.writtenOn(stamps.full(now)))}</p></header>\n<main>\n`
  yield `<div class="search" hidden><label for="search">${words.search}</label><input id="search" type="search" `
  yield `placeholder="${words.searchHint}" autocomplete="off"><ol class="list" id="found" aria-live="polite"></ol></div>\n`
  yield `<noscript><p class="meta">${words.needsScript}</p></noscript>\n`
  for (const whose of [...names, null]) {
    const theirs = listed.filter(({ companion }) => companion === whose)
    const pages = portraits.filter(({ companion }) => companion === whose)
    if (theirs.length + pages.length === 0) continue
    const name = whose ?? words.others
    if (names.length !== 1 || whose === null) yield `<section><h2${langAttribute(name)}>${escapeHtml(name)}</h2>\n`
    else yield '<section>\n'
    yield '<ul class="list">\n'
    for (const { path, title: page } of pages) yield `<li><a href="${path}">${escapeHtml(page)}</a></li>\n`
    for (const one of theirs) yield listItem(one, words, stamps)
    yield '</ul></section>\n'
  }
  yield `</main>\n<footer><p>${words.aiNote}</p></footer>\n${pageFoot}`
}

function listItem({ conversation, title, path }: Listed, words: PageWords, stamps: Stamps): string {
  const { createdAt, updatedAt, messageCount, source } = conversation
  const from = createdAt === null ? null : stamps.date(createdAt)
  const to = stamps.date(updatedAt)
  const span = from === null || from === to ? to : `${from} – ${to}`
  const meta = [span, words.messages(stamps.number(messageCount)), source].join(' · ')
  return `<li><a href="${path}"${langAttribute(title)}>${escapeHtml(title)}</a><span class="meta">${escapeHtml(meta)}</span></li>\n`
}
