import { AppError } from '#core/errors.ts'
import type { Database } from '#core/store/database.ts'
import type { CompanionId, MemoryId, MessageId, Timestamp } from '#shared/model/ids.ts'
import type { Memory, MemoryFields, MemorySource, MemoryState, MemoryVersion } from '#shared/model/memory.ts'

export type NewMemory = {
  readonly companionId: CompanionId
  readonly state: MemoryState
  readonly fields: MemoryFields
  readonly messageIds: readonly MessageId[]
}

/** A memory as it was in another vault; its versions oldest first. */
export type BroughtMemory = NewMemory & {
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
  readonly versions: readonly (MemoryFields & { readonly replacedAt: Timestamp })[]
}

/** Memories and their versions. What is forgotten is not answered by anything but `restore`. */
export type MemoryRepository = {
  /** Pinned ones first, then the latest first. */
  readonly each: (companionId: CompanionId, state: MemoryState) => Generator<Memory, void, void>
  /** Throws NOT_FOUND. */
  readonly get: (id: MemoryId) => Memory
  readonly add: (memory: NewMemory, at: Timestamp) => Memory
  /** Takes in a memory of another vault with its earlier states, unless the same one is here, be it forgotten. */
  readonly bring: (memory: BroughtMemory) => void
  readonly update: (id: MemoryId, fields: MemoryFields, at: Timestamp) => Memory
  readonly setState: (id: MemoryId, state: MemoryState, at: Timestamp) => Memory
  readonly versions: (id: MemoryId) => MemoryVersion[]
  readonly countPinned: (companionId: CompanionId) => number
  readonly setForgotten: (id: MemoryId, at: Timestamp | null) => void
  /** Takes what was forgotten until then off the disk, versions and all. */
  readonly removeForgotten: (until: Timestamp) => void
}

type MemoryRow = Omit<Memory, 'pinned' | 'sources'> & { readonly pinned: 0 | 1; readonly sources: string | null }

const columns = `
  id, companion_id AS companionId, state, text, since, until, pinned, created_at AS createdAt, updated_at AS updatedAt,
  (SELECT count(*) FROM memory_version v WHERE v.memory_id = memory.id) AS versions,
  (SELECT json_group_array(json_object('messageId', m.id, 'conversationId', m.conversation_id))
   FROM memory_source s JOIN message m ON m.id = s.message_id WHERE s.memory_id = memory.id) AS sources`

export function createMemoryRepository(database: Database): MemoryRepository {
  function get(id: MemoryId): Memory {
    const row = database.get<MemoryRow>(`SELECT ${columns} FROM memory WHERE id = ? AND forgotten_at IS NULL`, id)
    if (!row) throw new AppError('NOT_FOUND', { entity: 'memory' })
    return toMemory(row)
  }

  function insert({ companionId, state, fields, messageIds }: NewMemory, from: Timestamp, at: Timestamp): MemoryId {
    const { lastId } = database.run(
      `INSERT INTO memory (companion_id, state, text, since, until, pinned, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      companionId,
      state,
      fields.text,
      fields.since,
      fields.until,
      fields.pinned ? 1 : 0,
      from,
      at,
    )
    for (const messageId of messageIds) {
      database.run('INSERT OR IGNORE INTO memory_source (memory_id, message_id) VALUES (?, ?)', lastId, messageId)
    }
    return lastId as MemoryId
  }

  return {
    *each(companionId, state) {
      const rows = database.each<MemoryRow>(
        `SELECT ${columns} FROM memory WHERE companion_id = ? AND state = ? AND forgotten_at IS NULL
         ORDER BY pinned DESC, created_at DESC, id DESC`,
        companionId,
        state,
      )
      for (const row of rows) yield toMemory(row)
    },
    get,
    add: (memory, at) => database.transaction(() => get(insert(memory, at, at))),
    bring: ({ companionId, state, fields, messageIds, createdAt, updatedAt, versions }) =>
      database.transaction(() => {
        const same = 'SELECT 1 FROM memory WHERE companion_id = ? AND created_at = ? AND text = ?'
        if (database.get(same, companionId, createdAt, fields.text)) return
        const id = insert({ companionId, state, fields, messageIds }, createdAt, updatedAt)
        for (const { text, since, until, pinned, replacedAt } of versions) {
          database.run(
            `INSERT INTO memory_version (memory_id, text, since, until, pinned, replaced_at) VALUES (?, ?, ?, ?, ?, ?)`,
            id,
            text,
            since,
            until,
            pinned ? 1 : 0,
            replacedAt,
          )
        }
      }),
    update: (id, fields, at) =>
      database.transaction(() => {
        get(id)
        database.run(
          `INSERT INTO memory_version (memory_id, text, since, until, pinned, replaced_at)
           SELECT id, text, since, until, pinned, ? FROM memory WHERE id = ?`,
          at,
          id,
        )
        database.run(
          'UPDATE memory SET text = ?, since = ?, until = ?, pinned = ?, updated_at = ? WHERE id = ?',
          fields.text,
          fields.since,
          fields.until,
          fields.pinned ? 1 : 0,
          at,
          id,
        )
        return get(id)
      }),
    setState: (id, state, at) => {
      database.run('UPDATE memory SET state = ?, updated_at = ? WHERE id = ?', state, at, id)
      return get(id)
    },
    versions: (id) =>
      database
        .all<Omit<MemoryVersion, 'pinned'> & { readonly pinned: 0 | 1 }>(
          `SELECT id, text, since, until, pinned, replaced_at AS replacedAt FROM memory_version
           WHERE memory_id = ? ORDER BY id DESC`,
          id,
        )
        .map((row) => ({ ...row, pinned: row.pinned === 1 })),
    countPinned: (companionId) =>
      database.get<{ count: number }>(
        `SELECT count(*) AS count FROM memory
         WHERE companion_id = ? AND state = 'kept' AND pinned = 1 AND forgotten_at IS NULL`,
        companionId,
      )?.count ?? 0,
    setForgotten: (id, at) => {
      const { changes } = database.run('UPDATE memory SET forgotten_at = ? WHERE id = ?', at, id)
      if (changes === 0) throw new AppError('NOT_FOUND', { entity: 'memory' })
    },
    removeForgotten: (until) => {
      database.run('DELETE FROM memory WHERE forgotten_at <= ?', until)
    },
  }
}

function toMemory({ pinned, sources, ...row }: MemoryRow): Memory {
  return { ...row, pinned: pinned === 1, sources: sources === null ? [] : (JSON.parse(sources) as MemorySource[]) }
}
