import type { Database } from '#core/store/database.ts'
import type { CompanionId, MessageId, ProviderId } from '#shared/model/ids.ts'
import type { MeaningPause, MeaningStatus } from '#shared/model/meaning.ts'
import type { Quantised } from './quantise.ts'

/** An index as it is kept. `dimensions` is null until the first answer came. */
export type StoredMeaning = {
  readonly companionId: CompanionId
  readonly providerId: ProviderId | null
  readonly model: string
  readonly dimensions: number | null
  readonly state: MeaningStatus['state']
  readonly pause: MeaningPause | null
  readonly keepsUp: boolean
  readonly tokens: number
}

/** A message that is still to be read. */
export type UnreadMessage = { readonly id: MessageId; readonly text: string }

export type MeaningRepository = {
  readonly get: (companionId: CompanionId) => StoredMeaning | null
  readonly put: (meaning: StoredMeaning) => void
  /** Whatever ran when the vault was closed or killed. */
  readonly markInterrupted: () => void
  /** Whose new messages are to be read. */
  readonly keptUp: () => readonly CompanionId[]
  /** The latest message that has a vector; 0 where none has. */
  readonly lastRead: (companionId: CompanionId) => number
  readonly remove: (companionId: CompanionId) => void
  /** Drops so many vectors; false where there were none left. */
  readonly removeSome: (companionId: CompanionId) => boolean
  /** The next that were said and have no vector, in the order of their ids, after one of them. */
  readonly unread: (companionId: CompanionId, after: number, limit: number) => readonly UnreadMessage[]
  /** How many messages can be read and what they hold, and the same of those without a vector. */
  readonly sizes: (companionId: CompanionId) => {
    readonly messages: number
    readonly bytes: number
    readonly unread: number
    readonly unreadBytes: number
  }
  readonly counts: (companionId: CompanionId) => { readonly done: number; readonly bytes: number }
  /** Keeps a vector; nothing where the message changed meanwhile. */
  readonly add: (companionId: CompanionId, message: UnreadMessage, vector: Quantised) => boolean
  readonly eachSigns: (companionId: CompanionId) => Generator<{ readonly id: MessageId; readonly signs: Uint8Array }>
  /** Those of them that are still there, among the companion's conversations. */
  readonly vectorsOf: (
    companionId: CompanionId,
    ids: readonly number[],
  ) => readonly { readonly id: MessageId; readonly vector: Uint8Array }[]
}

/** What the person hid is sent to nobody, and what stands in another conversation as well is read there. */
const isShown = 'c.hidden = 0 AND c.merged_into IS NULL'
const ownConversations = `
  SELECT id FROM conversation c WHERE companion_id = :companionId AND ${isShown}
  UNION SELECT c.id FROM member r JOIN conversation c ON c.id = r.conversation_id
    WHERE r.companion_id = :companionId AND ${isShown}`

/** Said aloud, and to be found by words too. Of what is still being written there is an end to wait for. */
const said = `m.hidden = 0 AND m.deleted_at IS NULL AND m.search_key IS NOT NULL AND m.state <> 'streaming'
  AND m.role IN ('user', 'assistant') AND +m.conversation_id IN (${ownConversations})`

const isUnread = `NOT EXISTS (SELECT 1 FROM meaning_sign s WHERE s.companion_id = :companionId AND s.message_id = m.id)`

const removedAtOnce = 2_000

export function createMeaningRepository(database: Database): MeaningRepository {
  return {
    get: (companionId) => {
      const row = database.get<Omit<StoredMeaning, 'keepsUp'> & { readonly keepsUp: 0 | 1 }>(
        `SELECT companion_id AS companionId, provider_id AS providerId, model, dimensions, state, pause,
           keeps_up AS keepsUp, tokens FROM meaning WHERE companion_id = ?`,
        companionId,
      )
      return row ? { ...row, keepsUp: row.keepsUp === 1 } : null
    },
    put: ({ keepsUp, ...meaning }) =>
      void database.run(
        `INSERT INTO meaning (companion_id, provider_id, model, dimensions, state, pause, keeps_up, tokens)
         VALUES (:companionId, :providerId, :model, :dimensions, :state, :pause, :keepsUp, :tokens)
         ON CONFLICT (companion_id) DO UPDATE SET provider_id = excluded.provider_id, model = excluded.model,
           dimensions = excluded.dimensions, state = excluded.state, pause = excluded.pause,
           keeps_up = excluded.keeps_up, tokens = excluded.tokens`,
        { ...meaning, keepsUp: keepsUp ? 1 : 0 },
      ),
    markInterrupted: () =>
      void database.run(`UPDATE meaning SET state = 'paused', pause = 'interrupted' WHERE state = 'running'`),
    keptUp: () =>
      database
        .all<{ id: CompanionId }>(
          `SELECT companion_id AS id FROM meaning WHERE keeps_up = 1 AND state = 'ready' AND provider_id IS NOT NULL`,
        )
        .map(({ id }) => id),
    lastRead: (companionId) =>
      database.get<{ last: number | null }>(
        'SELECT max(message_id) AS last FROM meaning_sign WHERE companion_id = ?',
        companionId,
      )?.last ?? 0,
    remove: (companionId) => void database.run('DELETE FROM meaning WHERE companion_id = ?', companionId),
    removeSome: (companionId) =>
      database.run(
        `DELETE FROM meaning_sign WHERE companion_id = :companionId AND message_id IN (
           SELECT message_id FROM meaning_sign WHERE companion_id = :companionId LIMIT ${removedAtOnce})`,
        { companionId },
      ).changes > 0,
    unread: (companionId, after, limit) =>
      database.all(
        `SELECT m.id, m.text FROM message m WHERE m.id > :after AND ${said} AND ${isUnread} ORDER BY m.id LIMIT :limit`,
        { companionId, after, limit },
      ),
    sizes: (companionId) =>
      database.get<ReturnType<MeaningRepository['sizes']>>(
        `SELECT count(*) AS messages, coalesce(sum(octet_length(m.text)), 0) AS bytes,
           count(*) FILTER (WHERE ${isUnread}) AS unread,
           coalesce(sum(octet_length(m.text)) FILTER (WHERE ${isUnread}), 0) AS unreadBytes
         FROM (${ownConversations}) own JOIN message m ON m.conversation_id = own.id WHERE ${said}`,
        { companionId },
      ) ?? { messages: 0, bytes: 0, unread: 0, unreadBytes: 0 },
    counts: (companionId) =>
      database.get<{ done: number; bytes: number }>(
        `SELECT count(*) AS done,
           count(*) * (SELECT coalesce(dimensions, 0) + 24 FROM meaning WHERE companion_id = :companionId) AS bytes
         FROM meaning_sign WHERE companion_id = :companionId`,
        { companionId },
      ) ?? { done: 0, bytes: 0 },
    add: (companionId, { id, text }, { signs, vector }) => {
      const { changes } = database.run(
        `INSERT INTO meaning_sign (companion_id, message_id, signs)
         SELECT :companionId, m.id, :signs FROM message m
         WHERE m.id = :id AND m.text = :text AND m.deleted_at IS NULL AND m.hidden = 0 AND ${isUnread}`,
        { companionId, id, text, signs },
      )
      if (changes === 0) return false
      database.run(
        'INSERT INTO meaning_vector (companion_id, message_id, vector) VALUES (?, ?, ?)',
        companionId,
        id,
        vector,
      )
      return true
    },
    eachSigns: (companionId) =>
      database.each('SELECT message_id AS id, signs FROM meaning_sign WHERE companion_id = ?', companionId),
    vectorsOf: (companionId, ids) =>
      database.all(
        `SELECT v.message_id AS id, v.vector FROM json_each(:ids) AS wanted
         CROSS JOIN meaning_vector v ON v.companion_id = :companionId AND v.message_id = wanted.value
         CROSS JOIN message m ON m.id = v.message_id
         WHERE m.conversation_id IN (${ownConversations})`,
        { companionId, ids: JSON.stringify(ids) },
      ),
  }
}
