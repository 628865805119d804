import type { Database } from '#core/store/database.ts'
import type { Speaker } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'

/** Which models spoke for whom. */
export type SpeakerRepository = {
  /** By when each was first heard; those without a time come last. */
  readonly speakersOf: (companionId: CompanionId) => Speaker[]
}

// Without the index being named, the planner takes the one that leads through every word. What is said here without a
// model is the greeting, which the person wrote.
const speakersOf = `
  SELECT m.model, c.source, min(m.created_at) AS "from", max(m.created_at) AS "to", count(*) AS messages
  FROM conversation c JOIN message m INDEXED BY message_speaker ON m.conversation_id = c.id
  WHERE (c.companion_id = :companionId OR c.id IN (SELECT conversation_id FROM member WHERE companion_id = :companionId))
    AND (c.companion_id = :companionId OR m.companion_id = :companionId) AND m.role = 'assistant' AND m.hidden = 0 AND m.deleted_at IS NULL
    AND (m.model IS NOT NULL OR c.source <> 'keepsake')
  GROUP BY m.model, c.source
  ORDER BY "from" NULLS LAST, messages DESC`

export function createSpeakerRepository(database: Database): SpeakerRepository {
  return { speakersOf: (companionId) => database.all<Speaker>(speakersOf, { companionId }) }
}
