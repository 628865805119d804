import { readSmallJson } from '../files/json-items.ts'
import type { SourceFile } from '../files/source-files.ts'
import { asList, isObject, type UntrustedObject } from '../untrusted.ts'

const groupFile = /(?:^|\/)groups\/[^/]+\.json$/i
const groupBytes = 1024 * 1024

/** The groups of an export by the names of their chats. They lie in files of their own, beside the chats. */
export async function indexTavernGroups(all: readonly SourceFile[]): Promise<Map<string, UntrustedObject>> {
  const groups = new Map<string, UntrustedObject>()
  for (const file of all) {
    if (!groupFile.test(file.name)) continue
    const group = await readSmallJson(file, groupBytes)
    if (!isObject(group) || !Array.isArray(group['members'])) continue
    for (const chat of [group['chat_id'], ...asList(group['chats'])]) {
      if (typeof chat === 'string') groups.set(chat, group)
    }
  }
  return groups
}
