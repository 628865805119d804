import { createMemories } from '#core/memory/memories.ts'
import { createMemoryRepository } from '#core/memory/memory-repository.ts'
import { createSummaryRepository } from '#core/memory/summary-repository.ts'
import { fold } from '#core/search/tokenize.ts'
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { createChanges } from '#core/changes.ts'
import { createConversationRepository } from '#core/chat/conversation-repository.ts'
import { createMessageRepository } from '#core/chat/message-repository.ts'
import { createSpeakerRepository } from '#core/chat/speaker-repository.ts'
import { createCompanionRepository } from '#core/companions/companion-repository.ts'
import { createCompanions } from '#core/companions/companions.ts'
import { createLetters } from '#core/companions/letters.ts'
import { createRevisionRepository } from '#core/companions/revision-repository.ts'
import { createSelfProfile } from '#core/companions/self.ts'
import { createSpeechRepository } from '#core/companions/speech-repository.ts'
import { createImports } from '#core/importers/imports.ts'
import { createSpool } from '#core/importers/files/spool.ts'
import { createLog } from '#core/log.ts'
import { createMessageIndex } from '#core/search/message-index.ts'
import { createAssetRepository } from '#core/store/asset-repository.ts'
import { openDatabase } from '#core/store/database.ts'
import { createTestHost } from '#tests/helpers/memory-host.ts'
import type { ImportProgress, ImportRun } from '#shared/model/import-run.ts'
import { unknownSelf } from '#shared/model/self.ts'

/**
 * Imports a file into an existing vault, in a process of its own that may be killed at any moment: folder, key in hex
 * and path are its arguments, and the column with the words where a table is to be read anew and replace what it brought
 * before. It says which conversations have been told as in.
 */
const [folder = '', key = '', path = '', words = ''] = process.argv.slice(2)
const host = await createTestHost({ folder })
const dataKey = Buffer.from(key, 'hex')
const database = openDatabase({ file: join(folder, 'keepsake.db'), key: dataKey, mode: 'write' })
const messages = createMessageRepository({ database, index: createMessageIndex(database) })
const conversations = createConversationRepository(database)
const changes = createChanges()
const repository = createCompanionRepository({ database, conversations })
const keeping = { companions: repository, revisions: createRevisionRepository(database), changes, now: host.now }
const companions = createCompanions({
  database,
  repository,
  revisions: keeping.revisions,
  selfProfile: () => unknownSelf,
  messages,
  speakers: createSpeakerRepository(database),
  speech: createSpeechRepository(database),
  assets: createAssetRepository(database),
  providers: { describe: () => null },
  changes,
  now: host.now,
})
const spool = await createSpool({ folder: join(folder, 'spool'), random: host.random })
const imports = createImports({
  host,
  database,
  dataKey,
  spool,
  messages,
  companions,
  letters: createLetters(keeping),
  self: createSelfProfile(keeping),
  memories: createMemories({
    repository: createMemoryRepository(database),
    summaries: createSummaryRepository(database),
    changes,
    now: host.now,
    fold,
  }),
  changes,
  log: createLog(host),
  stayAwake: () => {},
})
const tell = (progress: ImportProgress) => process.stdout.write(`${JSON.stringify(progress)}\n`)

async function settled(id: ImportRun['id']): Promise<ImportRun> {
  for await (const run of imports.watch({ id })) {
    if (run.state === 'importing' && run.progress.messages > 0) tell(run.progress)
    else if (run.state !== 'inspecting' && run.state !== 'importing') return run
  }
  throw new Error('The import ended without a word')
}

async function replaceWith(column: string): Promise<ImportRun> {
  const upload = await spool.receive(basename(path), createReadStream(path), Number.MAX_SAFE_INTEGER)
  const { id } = imports.inspect({ uploads: [upload] })
  const [shown] = (await settled(id)).preview?.mappings ?? []
  if (!shown?.mapping) throw new Error('The file is no table')
  imports.inspectAs({ id, mappings: [{ file: shown.file, mapping: { ...shown.mapping, text: column } }] })
  await settled(id)
  imports.start({ id, target: { kind: 'nobody' }, earlier: 'replace' })
  return settled(id)
}

const run =
  words === '' ? await imports.importFiles([path], { kind: 'nobody' }, { onProgress: tell }) : await replaceWith(words)
process.stdout.write(`${JSON.stringify({ state: run.state, ...run.progress })}\n`)
await imports[Symbol.asyncDispose]()
database.close()
