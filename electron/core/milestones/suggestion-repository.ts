import type { Database } from '#core/store/database.ts'

/** What a person said of a suggestion. */
export type SuggestionAnswer = 'taken' | 'set-aside'

/** What was answered to suggestions and to letters that were wanted, by their keys. */
export type SuggestionRepository = {
  readonly keys: () => ReadonlySet<string>
  /** With null, as if nobody had answered. */
  readonly answer: (key: string, answer: SuggestionAnswer | null) => void
}

export function createSuggestionRepository(database: Database): SuggestionRepository {
  return {
    keys: () => new Set(database.all<{ key: string }>('SELECT key FROM day_suggestion').map(({ key }) => key)),
    answer: (key, answer) => {
      if (answer === null) database.run('DELETE FROM day_suggestion WHERE key = ?', key)
      else database.run('INSERT OR REPLACE INTO day_suggestion (key, answer) VALUES (?, ?)', key, answer)
    },
  }
}
