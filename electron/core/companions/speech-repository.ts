import type { Database } from '#core/store/database.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { plainSpeech, Speech } from '#shared/model/speech.ts'

/** How each companion's words are read aloud. */
export type SpeechRepository = {
  readonly get: (companionId: CompanionId) => Speech
  readonly set: (companionId: CompanionId, speech: Speech) => void
}

export function createSpeechRepository(database: Database): SpeechRepository {
  return {
    get(companionId) {
      const sql = 'SELECT speech_json AS json FROM speech WHERE companion_id = ?'
      const row = database.get<{ json: string }>(sql, companionId)
      return (row ? Speech.safeParse(JSON.parse(row.json)).data : undefined) ?? plainSpeech
    },
    set(companionId, speech) {
      database.run(
        `INSERT INTO speech (companion_id, speech_json) VALUES (?, ?)
         ON CONFLICT (companion_id) DO UPDATE SET speech_json = excluded.speech_json`,
        companionId,
        JSON.stringify(speech),
      )
    },
  }
}
