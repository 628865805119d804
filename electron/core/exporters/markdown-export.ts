import type { Conversation } from '#shared/model/conversation.ts'
import type { AssetId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { oneLine } from '#shared/one-line.ts'

/**
 * One conversation as Markdown with front matter, in pieces of text: the visible thread as it is read, words unchanged.
 * `fileOf` gives the relative path of an asset's file.
 */
export function* markdownExport(
  conversation: Conversation,
  messages: Iterable<Message>,
  options: {
    readonly companionName: string | null
    readonly fileOf: (id: AssetId) => string | null
  },
): Generator<string> {
  yield frontMatter({
    title: conversation.title,
    companion: options.companionName,
    source: conversation.source,
    created: isoTime(conversation.createdAt),
    updated: isoTime(conversation.updatedAt),
  })
  for (const message of messages) {
    if (message.hidden || message.deleted) continue
    const body = [spokenText(message.parts), ...pictureLines(message, options.fileOf)].filter((text) => text !== '')
    if (body.length === 0) continue
    yield `\n### ${speakerOf(message, options.companionName)}${headingDetail(message)}\n\n${body.join('\n\n')}\n`
  }
}

/** Strings are written as JSON, which YAML reads alike; a title can then not end the block or add a field. */
function frontMatter(fields: Readonly<Record<string, string | null>>): string {
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === null ? [] : [`${key}: ${JSON.stringify(value)}\n`],
  )
  return `---\n${lines.join('')}---\n`
}

function speakerOf(message: Message, companionName: string | null): string {
  if (message.author !== null) return oneLine(message.author)
  if (message.role === 'assistant' && companionName !== null) return oneLine(companionName)
  return message.role
}

function headingDetail(message: Message): string {
  const details = [isoTime(message.createdAt), message.model].filter((detail) => detail !== null)
  return details.map((detail) => ` · ${oneLine(detail)}`).join('')
}

function pictureLines(message: Message, fileOf: (id: AssetId) => string | null): string[] {
  return message.parts.flatMap((part) => {
    if (part.kind !== 'image' && part.kind !== 'audio' && part.kind !== 'file') return []
    const file = part.assetId === null ? null : fileOf(part.assetId)
    const label = oneLine(part.name ?? part.kind).replace(/[[\]]/g, '')
    if (file === null) return [`*[${label}: not in the vault]*`]
    return [`${part.kind === 'image' ? '!' : ''}[${label}](${file})`]
  })
}

function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
