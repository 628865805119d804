import type { Conversation } from '#shared/model/conversation.ts'
import type { Exporter, ExportSettings } from './exporter.ts'
import { createFileNames, safeFileName } from './file-name.ts'
import { pageWords, type PageWords } from './page-words.ts'
import type { Story } from './story.ts'
import { createStamps, type Stamps } from './stamps.ts'
import { attachedTo, besideText, createSpeakers, saidIn, titleOf, type Speakers } from './talk.ts'

/** Plain text, for any machine there is or will be: a file for each conversation, who spoke and when over each message. */
export const textExport: Exporter = function* (story, { language, timeZone, count }) {
  const speakers = createSpeakers(story, language)
  const words = pageWords[language]
  const names = createFileNames()
  const stamps = createStamps(language, timeZone)
  for (const conversation of story.conversations()) {
    const title = titleOf(conversation, speakers, language)
    const folder = safeFileName(speakers.companionOf(conversation) ?? '', words.others)
    const day = stamps.isoDay(conversation.createdAt ?? conversation.updatedAt)
    const path = names.take(folder, `${day} ${safeFileName(title, words.untitled)}`, 'txt')
    yield { path, pieces: talk(story, conversation, { title, speakers, words, stamps, count }) }
    count('conversations')
  }
}

type Around = Pick<ExportSettings, 'count'> & {
  readonly title: string
  readonly speakers: Speakers
  readonly words: PageWords
  readonly stamps: Stamps
}

function* talk(story: Story, conversation: Conversation, around: Around): Generator<string> {
  const { title, speakers, words, stamps, count } = around
  yield `${title}\n${words.from(conversation.source)}\n`
  for (const message of story.visibleThread(conversation.id)) {
    const said = saidIn(message)
    const lines = [
      ...said.besides.flatMap((part) => {
        const text = besideText(part)
        return text === null || text === '' ? [] : [`[${words.besides[part.kind] ?? part.kind}] ${text}`]
      }),
      said.words,
      ...attachedTo(message, () => null).map(({ label }) => `[${label}]`),
    ].filter((text) => text !== '')
    if (lines.length === 0) continue
    const time = message.createdAt === null ? [] : [stamps.full(message.createdAt)]
    const model = message.model === null ? [] : [message.model]
    yield `\n${[speakers.nameOf(message, conversation), ...time, ...model].join(' · ')}\n${lines.join('\n\n')}\n`
    count('messages')
  }
}
