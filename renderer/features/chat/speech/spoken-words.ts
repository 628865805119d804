import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'

/** The words of a message as they are said: no Markdown, no code, no addresses. */
export async function spokenWords(message: Message): Promise<string> {
  const { plainText } = await import('#renderer/markdown/plain-text.ts')
  const said = message.parts.filter((part) => part.kind !== 'code')
  return plainText(spokenText(said), { spoken: true })
}
