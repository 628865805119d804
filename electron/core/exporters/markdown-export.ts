import type { Conversation } from '#shared/model/conversation.ts'
import type { Message } from '#shared/model/message.ts'
import { fenced } from '#shared/model/part.ts'
import { oneLine } from '#shared/one-line.ts'
import { createExportFiles } from './export-files.ts'
import type { Exporter } from './exporter.ts'
import { createFileNames, safeFileName } from './file-name.ts'
import { harmlessMarkdown } from './harmless-markdown.ts'
import { pageWords, type PageWords } from './page-words.ts'
import type { ExportFile, PathOf, Story } from './story.ts'
import { attachedTo, besideText, createSpeakers, saidIn, titleOf, type Speakers } from './talk.ts'

/**
 * A folder to read and to go on with elsewhere: a file for each conversation with its visible thread, in a folder for
 * each companion, who has their Letter and memories there.
 */
export const markdownExport: Exporter = function* (story, { language, count }) {
  const { pathOf, each } = createExportFiles(story)
  const speakers = createSpeakers(story, language)
  const words = pageWords[language]
  const names = createFileNames()
  for (const conversation of story.conversations()) {
    const folder = safeFileName(speakers.companionOf(conversation) ?? '', words.others)
    const day = isoTime(conversation.createdAt ?? conversation.updatedAt)?.slice(0, 10) ?? ''
    const title = titleOf(conversation, speakers, language)
    const path = names.take(folder, `${day} ${safeFileName(title, words.untitled)}`, 'md')
    yield { path, pieces: talk(story, conversation, { pathOf, speakers, words, count }) }
    count('conversations')
  }
  yield* portraits(story, words, names)
  yield* each()
}

type Around = {
  readonly pathOf: PathOf
  readonly speakers: Speakers
  readonly words: PageWords
  readonly count: Parameters<Exporter>[1]['count']
}

function* talk(
  story: Story,
  conversation: Conversation,
  { pathOf, speakers, words, count }: Around,
): Generator<string> {
  yield frontMatter({
    title: conversation.title,
    companion: speakers.companionOf(conversation),
    source: conversation.source,
    created: isoTime(conversation.createdAt),
    updated: isoTime(conversation.updatedAt),
  })
  const favourites = new Map(story.marks(conversation.id).map(({ messageId, favourite }) => [messageId, favourite]))
  for (const message of story.visibleThread(conversation.id)) {
    const said = saidIn(message)
    const besides = said.besides.flatMap((part) => {
      const text = besideText(part)
      return text === null || text === '' ? [] : [`*${words.besides[part.kind] ?? part.kind}*\n\n${fenced(text, null)}`]
    })
    const body = [...besides, harmlessMarkdown(said.words), ...attachments(message, pathOf, words)].filter(
      (text) => text !== '',
    )
    if (body.length === 0) continue
    const note = favourites.get(message.id)
    if (note !== undefined && note !== null) body.push(`> ★ ${harmlessMarkdown(oneLine(note))}`.trimEnd())
    const heading = harmlessMarkdown(`### ${speakers.nameOf(message, conversation)}${headingDetail(message)}`)
    yield `\n${heading}\n\n${body.join('\n\n')}\n`
    count('messages')
  }
}

function* portraits(story: Story, words: PageWords, names: ReturnType<typeof createFileNames>): Generator<ExportFile> {
  for (const { id, profile } of story.portraits()) {
    const folder = safeFileName(profile.name, words.others)
    const letter = story.letter(id)
    if (letter.trim() !== '') yield { path: names.take(folder, words.letter, 'md'), pieces: [harmlessMarkdown(letter)] }
    const memories = [...story.memories(id)].toReversed()
    if (memories.length === 0) continue
    const lines = memories.map(
      ({ since, text }) =>
        `- ${since === null ? '' : `${since} · `}${harmlessMarkdown(text).replaceAll('\n', '\n  ')}\n`,
    )
    yield { path: names.take(folder, words.memories, 'md'), pieces: lines }
  }
}

/**
 * Strings are written as JSON, which YAML reads alike; a title can then not end the block or add a field, nor become an
 * element where a viewer knows no front matter.
 */
function frontMatter(fields: Readonly<Record<string, string | null>>): string {
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === null ? [] : [`${key}: ${JSON.stringify(value).replaceAll('<', '\\u003c')}\n`],
  )
  return `---\n${lines.join('')}---\n`
}

function headingDetail(message: Message): string {
  const details = [isoTime(message.createdAt), message.model].filter((detail) => detail !== null)
  return details.map((detail) => ` · ${oneLine(detail)}`).join('')
}

function attachments(message: Message, pathOf: PathOf, words: PageWords): string[] {
  return attachedTo(message, pathOf).map(({ kind, label, path }) => {
    const text = harmlessMarkdown(label.replaceAll(/[[\]!]/g, ''))
    if (path === null) return `*[${text}: ${words.missing}]*`
    return `${kind === 'image' ? '!' : ''}[${text}](../${path})`
  })
}

function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
