import type { Language } from '#shared/languages.ts'
import type { Companion } from '#shared/model/companion.ts'
import { pageFoot, pageHead } from './html-page.ts'
import { escapeHtml, htmlOfWords, langAttribute } from './html-words.ts'
import type { PageWords } from './page-words.ts'
import type { Stamps } from './stamps.ts'
import type { ExportFile, Story } from './story.ts'

/** A page of what is theirs beside conversations; without a companion it is of the days of nobody. */
export type PortraitPage = ExportFile & { readonly title: string; readonly companion: string | null }

type Around = { readonly words: PageWords; readonly stamps: Stamps; readonly language: Language }

/** The Letter, the memories and the days of each companion, on pages of their own. */
export function* portraitPages(story: Story, around: Around): Generator<PortraitPage, void, void> {
  const { words } = around
  for (const [index, companion] of story.portraits().entries()) {
    const { name } = companion.profile
    const folder = `about/${index + 1}`
    const page = (file: string, title: string, body: string): PortraitPage[] =>
      body === ''
        ? []
        : [{ path: `${folder}/${file}.html`, title, companion: name, pieces: whole(title, name, body, around) }]
    yield* page('letter', words.letter, letterOf(story, companion))
    yield* page('memories', words.memories, memoriesOf(story, companion))
    yield* page('days', words.days, daysOf(story, companion.id))
  }
  const others = daysOf(story, null)
  if (others !== '') {
    yield {
      path: 'about/days.html',
      title: words.days,
      companion: null,
      pieces: whole(words.days, '', others, around, '../'),
    }
  }
}

/** The Letter as HTML; nothing where there is none. */
export function letterOf(story: Story, { id }: Companion): string {
  const text = story.letter(id)
  return text.trim() === ''
    ? ''
    : `<div class="letter serif"><div${langAttribute(text)}>${htmlOfWords(text)}</div></div>`
}

/** What is remembered, the oldest first. */
export function memoriesOf(story: Story, { id }: Companion): string {
  const items = [...story.memories(id)].toReversed().map(({ text, since }) => {
    const day = since === null ? '' : `<span class="meta">${since}</span> `
    return `<li>${day}<span${langAttribute(text)}>${escapeHtml(text).replaceAll('\n', '<br>')}</span></li>`
  })
  return items.length === 0 ? '' : `<ul class="list">${items.join('\n')}</ul>`
}

/** Days that matter, by their date. */
export function daysOf(story: Story, companionId: Companion['id'] | null): string {
  const days = story.days().filter((day) => day.companionId === companionId)
  const items = days
    .toSorted((one, other) => (one.start.date < other.start.date ? -1 : 1))
    .map(({ title, emoji, start, note }) => {
      const date = start.precision === 'day' ? start.date : start.date.slice(0, start.precision === 'month' ? 7 : 4)
      const words = note === '' ? '' : `<div${langAttribute(note)}>${htmlOfWords(note)}</div>`
      return `<li><span class="meta">${date}</span> <span${langAttribute(title)}>${escapeHtml(`${emoji ?? ''} ${title}`.trim())}</span>${words}</li>`
    })
  return items.length === 0 ? '' : `<ul class="list">${items.join('\n')}</ul>`
}

function whole(title: string, name: string, body: string, { words, language }: Around, toRoot = '../../'): string[] {
  const head = pageHead({ title: name === '' ? title : `${name} · ${title}`, language, toRoot })
  const top = `<header class="top"><p class="up"><a href="${toRoot}index.html">${words.back}</a></p><h1>${escapeHtml(title)}</h1></header>`
  return [head, top, `<main>${body}</main>\n`, pageFoot]
}
