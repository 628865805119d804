import { createChanges } from '#core/changes.ts'
import type { ImportedConversation } from '#core/chat/conversation-repository.ts'
import { createDuplicateRepository } from '#core/library/duplicate-repository.ts'
import { createLibrary } from '#core/library/library.ts'
import { createLibraryRepository } from '#core/library/library-repository.ts'
import { localDateAt, momentOf } from '#core/milestones/local-date.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { LibraryFilter, LibrarySort } from '#shared/model/library.ts'
import { addImportRun, anImportedMessage, type TestStore } from '#tests/helpers/test-store.ts'

const zone = 'Asia/Shanghai'
/** Noon of a day. */
export const at = (date: string) => momentOf(date, '12:00', zone)

/** The library over a store, and conversations to put in it. */
export function openLibrary(store: TestStore) {
  const run = addImportRun(store.database)
  const changes = createChanges()
  const library = createLibrary({
    database: store.database,
    repository: createLibraryRepository(store.database),
    duplicates: createDuplicateRepository(store.database),
    conversations: store.conversations,
    messages: store.messages,
    companions: store.companions,
    startOfDay: (date) => momentOf(date, '00:00', zone),
    yearOf: (time) => Number(localDateAt(time, zone).slice(0, 4)),
    language: () => 'zh-Hans',
    changes,
  })
  /** An imported conversation of turns, one a minute, the person's first. */
  const talk = (
    title: string,
    more: Partial<ImportedConversation> & { said?: readonly string[]; model?: string } = {},
  ) => {
    const { said = ['hello', 'hello to you'], model = 'gpt-4o', ...details } = more
    const createdAt = details.createdAt ?? at('2024-05-20')
    const id = store.conversations.createImported({
      importRunId: run,
      companionId: null,
      source: 'chatgpt',
      sourceId: null,
      title,
      createdAt,
      updatedAt: createdAt,
      archived: false,
      raw: null,
      ...details,
    })
    store.messages.importBatch(details.importRunId ?? run, (batch) => {
      let parent: { id: ReturnType<typeof batch.insert>; depth: number } | null = null
      for (const [turn, text] of said.entries()) {
        const own = turn % 2 === 0 ? ({ role: 'user', model: null } as const) : ({ role: 'assistant', model } as const)
        const message = anImportedMessage(id, parent, text, { ...own, createdAt: createdAt + turn * 60_000 })
        parent = { id: batch.insert(message), depth: message.depth }
      }
      batch.finish(id, parent?.id ?? null)
    })
    return id
  }
  const shown = (filter: Partial<LibraryFilter> = {}, sort: LibrarySort = 'latest') =>
    library.rows(library.order({ filter: { shelf: 'shown', ...filter }, sort })).map(({ title }) => title)
  return { library, talk, shown, run, changes }
}

/** What is said in each evening from one to before another. */
export const evenings = (from: number, to: number, word = 'was') =>
  Array.from({ length: to - from }, (_one, step) => `The evening ${from + step} ${word} by the lake.`)

/** Two conversations that are to be merged, and what each shows. */
export function twoOf(store: TestStore, kept: readonly string[], gone: readonly string[]) {
  const made = openLibrary(store)
  const keeps = made.talk('Kept', { said: kept, source: 'claude' })
  const goes = made.talk('Gone', { said: gone })
  const words = (id: ConversationId) =>
    [...store.messages.visibleThread(id)].map(({ parts: [part] }) => (part?.kind === 'text' ? part.text : ''))
  return { ...made, keeps, goes, words }
}
