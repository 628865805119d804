import type { Conversation } from '#shared/model/conversation.ts'
import type { Message } from '#shared/model/message.ts'
import type { Exporter } from './exporter.ts'
import { createFileNames, safeFileName } from './file-name.ts'
import { pageWords } from './page-words.ts'
import type { Story } from './story.ts'
import { createSpeakers, saidIn, titleOf, type Speakers } from './talk.ts'

/**
 * Chats as SillyTavern keeps them, a folder for each character: a line for each message, with its versions as swipes, and
 * the character as a card.
 */
export const sillytavernExport: Exporter = function* (story, { language, count }) {
  const speakers = createSpeakers(story, language)
  const words = pageWords[language]
  const names = createFileNames()
  function* chat(conversation: Conversation): Generator<string> {
    yield header(story, conversation, speakers)
    for (const message of story.visibleThread(conversation.id)) {
      yield `\n${JSON.stringify(line(message, conversation, story, speakers))}`
      count('messages')
    }
  }
  for (const conversation of story.conversations()) {
    const folder = safeFileName(speakers.companionOf(conversation) ?? '', words.others)
    const day = new Date(conversation.createdAt ?? conversation.updatedAt).toISOString().slice(0, 10)
    const title = safeFileName(titleOf(conversation, speakers, language), words.untitled)
    yield { path: names.take(folder, `${title} - ${day}`, 'jsonl'), pieces: chat(conversation) }
    count('conversations')
  }
  for (const companion of story.portraits()) {
    const { name } = companion.profile
    const folder = safeFileName(name, words.others)
    yield {
      path: names.take(folder, `${safeFileName(name, words.untitled)}.card`, 'json'),
      pieces: [story.card(companion)],
    }
  }
}

function header(story: Story, conversation: Conversation, speakers: Speakers): string {
  return JSON.stringify({
    user_name: story.self().name || 'User',
    character_name: speakers.companionOf(conversation) ?? 'unused',
    create_date: new Date(conversation.createdAt ?? conversation.updatedAt).toISOString(),
    chat_metadata: { keepsake_source: conversation.source, keepsake_title: conversation.title },
  })
}

function line(message: Message, conversation: Conversation, story: Story, speakers: Speakers) {
  const isUser = message.role === 'user'
  const versions = isUser
    ? [message]
    : message.versions.flatMap((id) => (id === message.id ? message : (story.message(id) ?? [])))
  const swipes = versions.map((version) => ({ text: saidIn(version).words, info: details(version) }))
  const shown = versions.findIndex(({ id }) => id === message.id)
  return {
    name: speakers.nameOf(message, conversation),
    is_user: isUser,
    // Out of the model's sight there, as it is here.
    is_system: message.hidden || message.role === 'system' || message.role === 'tool',
    mes: saidIn(message).words,
    ...details(message),
    ...(!isUser && {
      swipes: swipes.map(({ text }) => text),
      swipe_id: shown,
      swipe_info: swipes.map(({ info }) => info),
    }),
  }
}

function details({ createdAt, model, provider, parts }: Message) {
  const thoughts = parts.flatMap((part) => (part.kind === 'thought' ? [part.text] : []))
  return {
    send_date: createdAt === null ? '' : new Date(createdAt).toISOString(),
    extra: {
      ...(model !== null && { model }),
      ...(provider !== null && { api: provider }),
      ...(thoughts.length > 0 && { reasoning: thoughts.join('\n\n') }),
    },
  }
}
