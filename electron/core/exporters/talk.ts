import type { Conversation } from '#shared/model/conversation.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { fenced, spokenText, type Part } from '#shared/model/part.ts'
import { oneLine } from '#shared/one-line.ts'
import type { Language } from '#shared/languages.ts'
import { pageWords } from './page-words.ts'
import type { PathOf, Story } from './story.ts'

/** Who speaks, in the words of a page. */
export type Speakers = {
  readonly nameOf: (message: Message, conversation: Conversation) => string
  readonly companionOf: (conversation: Conversation) => string | null
}

/** The names of everybody in a story, looked up once. */
export function createSpeakers(story: Story, language: Language): Speakers {
  const names = new Map<CompanionId, string>(story.companions().map(({ id, profile }) => [id, profile.name]))
  const words = pageWords[language]
  const you = story.self().name || words.you
  const companionOf = ({ companionId }: Conversation) =>
    companionId === null ? null : (names.get(companionId) ?? null)
  return {
    companionOf,
    nameOf(message, conversation) {
      if (message.author !== null && message.author.trim() !== '') return oneLine(message.author)
      if (message.role === 'user') return oneLine(you)
      if (message.role !== 'assistant') return words[message.role]
      const member = message.companionId === null ? undefined : names.get(message.companionId)
      return oneLine(member ?? companionOf(conversation) ?? words.assistant)
    },
  }
}

/** A conversation's name on a page. */
export function titleOf(conversation: Conversation, speakers: Speakers, language: Language): string {
  const { title } = conversation
  if (title !== null && title.trim() !== '') return oneLine(title)
  return oneLine(speakers.companionOf(conversation) ?? pageWords[language].untitled)
}

/** A part that has bytes, and where they are beside the text; `label` is a line. */
export type Attached = {
  readonly kind: 'image' | 'audio' | 'file'
  readonly label: string
  readonly path: string | null
  readonly mime: string | null
}

/** What goes with a message. */
export function attachedTo({ parts }: Message, pathOf: PathOf): readonly Attached[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'image' && part.kind !== 'audio' && part.kind !== 'file') return []
    const path = part.assetId === null ? null : pathOf(part.assetId)
    const description = part.kind === 'image' ? part.description : null
    return [{ kind: part.kind, label: oneLine(description ?? part.name ?? part.kind), path, mime: part.mime }]
  })
}

/** What is said in a message, and beside it what only those see who ask for it: thoughts, tools and what was hidden. */
export function saidIn(message: Message): { readonly words: string; readonly besides: readonly Part[] } {
  const besides = message.parts.filter((part) => !['text', 'code', 'image', 'audio', 'file'].includes(part.kind))
  const words = message.parts
    .flatMap((part) => (part.kind === 'code' ? fenced(part.text, part.language) : spokenText([part]) || []))
    .join('\n')
  return { words, besides }
}

/** The words of a part that is not spoken; null where it has none. */
export function besideText(part: Part): string | null {
  switch (part.kind) {
    case 'stand_in':
      return part.asked.length === 0 ? null : part.asked.join(', ')
    case 'citation':
      return [part.title, part.url, part.text].filter((text) => text !== null && text !== '').join(' · ')
    case 'opaque':
      return part.text === '' ? part.json : part.text
    case 'thought':
    case 'tool_call':
    case 'tool_result':
    case 'context':
    case 'error':
      return part.text
    default:
      return null
  }
}
