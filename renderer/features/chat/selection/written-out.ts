import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { plainText } from '#renderer/markdown/plain-text.ts'

export type Format = 'text' | 'markdown'

/** How people and moments are called in what leaves the app. */
export type WrittenNames = {
  readonly nameOf: (message: Message) => string
  readonly timeOf: (time: number) => string
}

/** The words of one message. What a person typed is nobody's Markdown and stays letter by letter. */
export function wordsOf(message: Message, format: Format): string {
  const words = spokenText(message.parts).trim()
  return format === 'markdown' || message.role === 'user' ? words : plainText(words)
}

/** Messages as somebody would write down a talk: who, when, and what was said. Pictures and thoughts are left out. */
export function writtenOut(messages: readonly Message[], format: Format, { nameOf, timeOf }: WrittenNames): string {
  return messages
    .flatMap((message) => {
      const words = wordsOf(message, format)
      if (words === '') return []
      const who = nameOf(message).replace(/\s+/gu, ' ').trim()
      const time = message.createdAt === null ? '' : ` · ${timeOf(message.createdAt)}`
      return [format === 'markdown' ? `**${escaped(who)}**${time}\n\n${words}` : `${who}${time}\n${words}`]
    })
    .join(format === 'markdown' ? '\n\n---\n\n' : '\n\n')
    .concat('\n')
}

function escaped(name: string): string {
  return name.replace(/[\\`*_[\]<>]/g, String.raw`\$&`)
}
