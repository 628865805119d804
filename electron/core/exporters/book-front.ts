import type { Companion } from '#shared/model/companion.ts'
import type { Passage, Volume } from './book-volumes.ts'
import type { ExportSettings } from './exporter.ts'
import { escapeHtml, langAttribute } from './html-words.ts'
import type { PageWords } from './page-words.ts'
import type { Stamps } from './stamps.ts'
import type { Story, StoryAsset } from './story.ts'
import { titleOf, type Speakers } from './talk.ts'

/** What every page of a book is written with. */
export type Around = {
  readonly story: Story
  readonly settings: ExportSettings
  readonly words: PageWords
  readonly stamps: Stamps
  readonly speakers: Speakers
}

/** Which volume it is, counted from one, and of how many. */
export type VolumeNumber = { readonly number: number; readonly of: number }

type Cover = { readonly title: string; readonly subject: Companion | null; readonly volume: Volume }

/** Whose book it is, which volume, and of which time. */
export function* cover(
  { title, subject, volume }: Cover,
  { number, of }: VolumeNumber,
  { story, stamps, words }: Around,
): Generator<string> {
  const picture = subject?.avatarId == null ? null : story.asset(subject.avatarId)
  yield '<header class="cover">'
  if (picture?.mime.startsWith('image/') === true) yield* inlinePicture(picture, '')
  yield `<h1${langAttribute(title)}>${escapeHtml(title)}</h1>`
  if (of > 1) yield `<p>${escapeHtml(words.volume(stamps.number(number), stamps.number(of)))}</p>`
  if (volume.length > 0) {
    const first = stamps.month(Math.min(...volume.map(({ from }) => from)))
    const last = stamps.month(Math.max(...volume.map(({ to }) => to)))
    yield `<p>${escapeHtml(first === last ? first : `${first} – ${last}`)}</p>`
  }
  yield '</header>\n'
}

/** Where in the volume a month of a passage begins. */
export function chapterId({ index }: Passage, chapter: number): string {
  return `part${index + 1}-${chapter}`
}

/** What is in a volume; the months of what goes on for longer than one. */
export function* contents(volume: Volume, hasLetter: boolean, around: Around): Generator<string> {
  const { words, speakers, settings, stamps } = around
  yield `<nav class="contents"><h2>${words.contents}</h2><ol>\n`
  if (hasLetter) yield `<li><a href="#letter">${words.letter}</a></li>\n`
  for (const passage of volume) {
    const title = titleOf(passage.conversation, speakers, settings.language)
    const isLong = passage.months.length > 1
    const month = isLong ? '' : ` <span class="meta">${escapeHtml(stamps.month(passage.from))}</span>`
    yield `<li><a href="#part${passage.index + 1}"${langAttribute(title)}>${escapeHtml(title)}</a>${month}`
    if (isLong) {
      const months = passage.months.map(
        (at, index) => `<li><a href="#${chapterId(passage, index + 1)}">${escapeHtml(stamps.month(at))}</a></li>`,
      )
      yield `<ol>${months.join('')}</ol>`
    }
    yield '</li>\n'
  }
  yield '</ol></nav>\n'
}

/** A picture within the page itself, piece by piece: three bytes are four letters, and what is over waits. */
export function* inlinePicture({ mime, bytes }: StoryAsset, label: string): Generator<string> {
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
