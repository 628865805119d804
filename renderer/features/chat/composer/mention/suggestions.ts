/** Something that can be mentioned. `insert` takes the place of the `@` and of what was typed after it. */
export type Suggestion = {
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly insert: string
}

/** Finds what can be mentioned of one kind. A room that has something to offer brings a source and takes its line. */
export type SuggestionSource = {
  /** The kind, above its suggestions. */
  readonly title: string
  /** What fits the words after the `@`, the best first; the nearest at hand for none. */
  readonly find: (query: string) => readonly Suggestion[] | Promise<readonly Suggestion[]>
}

/** Suggestions of one kind, under its title. */
export type SuggestionGroup = { readonly title: string; readonly suggestions: readonly Suggestion[] }

/** What all sources find; kinds without anything are left out, and one that fails does not take the others with it. */
export async function findSuggestions(
  sources: readonly SuggestionSource[],
  query: string,
): Promise<readonly SuggestionGroup[]> {
  const found = await Promise.all(
    sources.map(async ({ title, find }) => {
      try {
        return { title, suggestions: await find(query) }
      } catch {
        return { title, suggestions: [] }
      }
    }),
  )
  return found.filter(({ suggestions }) => suggestions.length > 0)
}

/** A mention being written: where its `@` stands, and what follows it up to the caret. */
export type Mention = { readonly from: number; readonly query: string }

/** Longer words after an `@` are no longer a search for somebody. */
const longestQuery = 24

/**
 * The mention that the caret stands in. An address is none (`ann@home`), but Han words run on without a space, so there an
 * `@` counts everywhere.
 */
export function mentionAt(text: string, caret: number): Mention | null {
  const before = text.slice(Math.max(0, caret - longestQuery - 2), caret)
  const found = /(?<![A-Za-z0-9._-])[@＠]([^\s@＠]*)$/u.exec(before)
  const query = found?.[1]
  if (query === undefined || query.length > longestQuery) return null
  return { from: caret - query.length - 1, query }
}
