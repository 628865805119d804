import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { readPaths, type Reading } from './read-inputs.ts'
import { tempFolder } from './temp-folder.ts'

/** Reads files given as their texts or bytes, by name, as one folder of an export. */
export async function readTexts(files: { readonly [name: string]: string | Buffer }): Promise<Reading> {
  await using folder = await tempFolder()
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(folder.file(name)), { recursive: true })
    await writeFile(folder.file(name), text)
  }
  return await readPaths(folder.path)
}

/** Reads one file given as its text, which must hold one conversation. */
export async function readOneText(name: string, text: string): Promise<NeutralConversation> {
  const { conversations, problems } = await readTexts({ [name]: text })
  const [conversation] = conversations
  if (!conversation || conversations.length > 1) {
    throw new Error(`${conversations.length} conversations, ${JSON.stringify(problems)}`)
  }
  return conversation
}

/** The names of the formats that an export's files were told to be, by file. */
export function formatsOf({ sorted }: Reading): Record<string, string> {
  return Object.fromEntries(sorted.map((one) => [one.file.name, one.kind === 'export' ? one.importer.id : one.kind]))
}
