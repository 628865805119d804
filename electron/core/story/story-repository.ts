import type { Database } from '#core/store/database.ts'
import type { CompanionId, ConversationId, MessageId, Timestamp } from '#shared/model/ids.ts'
import { countBlock, type Block, type BlockVoice, type SpokenRow } from './block.ts'

/** Where a block is: places `block * 1,024` and on of a conversation's visible thread. */
export type BlockPlace = { readonly conversationId: ConversationId; readonly block: number }

/**
 * A counted block. `own` where the conversation is this companion's alone rather than a room; `here` where it was held in
 * Keepsake, where only a greeting has no model.
 */
export type TalkedBlock = Block & { readonly own: boolean; readonly here: boolean }

/** Where a message is, and when it was said. */
export type SpokenPlace = {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  readonly at: Timestamp
}

/** What was said with a companion, in counted blocks. */
export type StoryRepository = {
  /** Blocks that are not counted, or not any more. */
  readonly uncounted: (companionId: CompanionId) => BlockPlace[]
  /** All blocks there are, counted or not. */
  readonly places: (companionId: CompanionId) => BlockPlace[]
  /** Counts one block and keeps the figures. Answers how many messages it has. */
  readonly count: (place: BlockPlace) => number
  readonly blocks: (companionId: CompanionId) => Generator<TalkedBlock, void, void>
  /** The first message said in a stretch of time; `to` is past its end. */
  readonly firstBetween: (companionId: CompanionId, from: Timestamp, to: Timestamp) => SpokenPlace | null
  /** When the last one was. */
  readonly lastBetween: (companionId: CompanionId, from: Timestamp, to: Timestamp) => Timestamp | null
  readonly message: (id: MessageId) => Pick<SpokenRow, 'role' | 'text'> | null
  /** Every so many-th message of a block, for a look at the words of a long history. */
  readonly everySoMany: (
    companionId: CompanionId,
    place: BlockPlace,
    step: number,
  ) => Pick<SpokenRow, 'role' | 'text'>[]
}

const blockLength = 1_024

// Rooms are told in the story of each who is in them, with what the others said left out.
// One that was merged is told where it went.
const ofCompanion = `
  c.hidden = 0 AND c.merged_into IS NULL
  AND (c.companion_id = :companionId OR c.id IN (SELECT conversation_id FROM member WHERE companion_id = :companionId))`

const spoken = `
  m.role IN ('user', 'assistant') AND m.hidden = 0 AND m.deleted_at IS NULL
  AND (m.text <> '' OR m.parts_json IS NOT NULL)`

const toCompanion = `(m.role = 'user' OR c.companion_id = :companionId OR m.companion_id = :companionId)`

// What a branch was copied from is older than the branch.
const ownWords = `
  (c.branched_from IS NULL OR m.created_at >= c.created_at
    OR NOT EXISTS (SELECT 1 FROM message origin WHERE origin.id = c.branched_from))`

// Without the index being named, the planner walks all of a thread for its first hour.
const inTime = `
  FROM conversation c JOIN thread t INDEXED BY thread_time ON t.conversation_id = c.id
    AND t.created_at >= :from AND t.created_at < :to
  JOIN message m ON m.id = t.message_id
  WHERE ${ofCompanion} AND ${spoken} AND ${toCompanion} AND ${ownWords}`

export function createStoryRepository(database: Database): StoryRepository {
  const places = (companionId: CompanionId): BlockPlace[] =>
    database
      .all<{ id: ConversationId; last: number | null }>(
        `SELECT c.id, (SELECT max(depth) FROM thread WHERE conversation_id = c.id) AS last
         FROM conversation c WHERE ${ofCompanion}`,
        { companionId },
      )
      .flatMap(({ id, last }) =>
        Array.from({ length: last === null ? 0 : Math.floor(last / blockLength) + 1 }, (_, block) => ({
          conversationId: id,
          block,
        })),
      )

  return {
    uncounted: (companionId) => {
      const counted = new Set(
        database
          .all<{ conversationId: ConversationId; block: number }>(
            `SELECT b.conversation_id AS conversationId, b.block FROM conversation c
             JOIN story_block b ON b.conversation_id = c.id WHERE ${ofCompanion}`,
            { companionId },
          )
          .map(({ conversationId, block }) => `${conversationId} ${block}`),
      )
      return places(companionId).filter(({ conversationId, block }) => !counted.has(`${conversationId} ${block}`))
    },
    places,
    count: ({ conversationId, block }) => {
      const { voices, counts, messages } = countBlock(
        database.each<SpokenRow>(
          `SELECT m.role, m.model, m.companion_id AS companionId, m.created_at AS createdAt, m.text
           FROM conversation c JOIN thread t ON t.conversation_id = c.id JOIN message m ON m.id = t.message_id
           WHERE c.id = ? AND t.depth >= ? AND t.depth < ? AND ${spoken} AND ${ownWords}`,
          conversationId,
          block * blockLength,
          (block + 1) * blockLength,
        ),
      )
      database.run(
        // It may have gone while others were counted.
        `INSERT OR REPLACE INTO story_block (conversation_id, block, voices_json, counts)
         SELECT id, ?, ?, ? FROM conversation WHERE id = ?`,
        block,
        JSON.stringify(voices),
        new Uint8Array(counts.buffer),
        conversationId,
      )
      return messages
    },
    blocks: function* blocks(companionId) {
      const rows = database.each<{
        own: 0 | 1
        here: 0 | 1
        voicesJson: string
        counts: Uint8Array
      }>(
        `SELECT c.companion_id IS :companionId AS own, c.source = 'keepsake' AS here, b.voices_json AS voicesJson, b.counts
         FROM conversation c JOIN story_block b ON b.conversation_id = c.id WHERE ${ofCompanion}`,
        { companionId },
      )
      for (const { own, here, voicesJson, counts } of rows) {
        yield {
          own: own === 1,
          here: here === 1,
          voices: JSON.parse(voicesJson) as BlockVoice[],
          // A copy, because numbers of four bytes must begin at a fourth byte.
          counts: new Int32Array(Uint8Array.from(counts).buffer),
        }
      }
    },
    firstBetween: (companionId, from, to) =>
      database.get<SpokenPlace>(
        `SELECT c.id AS conversationId, m.id AS messageId, t.created_at AS at ${inTime} ORDER BY at, t.depth LIMIT 1`,
        { companionId, from, to },
      ) ?? null,
    lastBetween: (companionId, from, to) =>
      database.get<{ at: Timestamp | null }>(`SELECT max(t.created_at) AS at ${inTime}`, { companionId, from, to })
        ?.at ?? null,
    message: (id) =>
      database.get<Pick<SpokenRow, 'role' | 'text'>>('SELECT role, text FROM message WHERE id = ?', id) ?? null,
    everySoMany: (companionId, { conversationId, block }, step) =>
      database.all<Pick<SpokenRow, 'role' | 'text'>>(
        `SELECT m.role, m.text FROM conversation c JOIN thread t ON t.conversation_id = c.id
         JOIN message m ON m.id = t.message_id
         WHERE c.id = :conversationId AND t.depth >= :from AND t.depth < :to AND t.message_id % :step = 0
           AND ${ofCompanion} AND ${spoken} AND ${toCompanion} AND ${ownWords}`,
        { companionId, conversationId, from: block * blockLength, to: (block + 1) * blockLength, step },
      ),
  }
}
