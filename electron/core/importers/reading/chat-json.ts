import type { ReadItem } from '../importer.ts'
import { jsonItems } from '../files/json-items.ts'
import type { SourceFile } from '../files/source-files.ts'
import { isObject, type UntrustedObject } from '../untrusted.ts'

/** A chat kept as one JSON object: its messages in the file's order, everything else, and what could not be read. */
export type ChatJson = {
  readonly members: UntrustedObject
  readonly messages: readonly UntrustedObject[]
  readonly notes: readonly ReadItem[]
}

/** Reads an outermost object whose list `messages` may be long, or an outermost list of messages. */
export async function readChatJson(file: SourceFile): Promise<ChatJson> {
  const members: Record<string, unknown> = Object.create(null)
  const messages: UntrustedObject[] = []
  const notes: ReadItem[] = []
  const note = (code: string, index: number) =>
    notes.push({ kind: 'note', file: file.name, code, item: `#${index + 1}` })
  let index = -1
  for await (const result of jsonItems(file, { descend: ['messages'] })) {
    if ('problem' in result) {
      note(result.problem.code, result.problem.index)
      continue
    }
    index += 1
    const { key, value } = result.item
    if (key !== null && key !== 'messages') members[key] = value
    else if (isObject(value)) messages.push(value)
    else note('not-a-message', index)
  }
  return { members, messages, notes }
}

/** Reads only the other members, up to the first message: enough to know which chat a file belongs to. */
export async function readChatHead(file: SourceFile): Promise<UntrustedObject> {
  const members: Record<string, unknown> = Object.create(null)
  for await (const result of jsonItems(file, { descend: ['messages'] })) {
    if ('problem' in result) continue
    const { key, value } = result.item
    if (key === null || key === 'messages') break
    members[key] = value
  }
  return members
}
