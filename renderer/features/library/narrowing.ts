import type { RememberedSearch } from '#renderer/rpc/remembered-search.ts'
import type { LibraryFilter } from '#shared/model/library.ts'
import { longestQuery, type SearchFilter } from '#shared/model/search.ts'
import { readOperators, type KnownNames } from '#shared/search-operators.ts'

/** Whether messages are looked for, and not conversations: by words, or by what only a message has. */
export function looksForMessages({ query, filter }: RememberedSearch): boolean {
  const { role, has, mark } = filter
  return query.trim() !== '' || role !== undefined || has !== undefined || mark !== undefined
}

/** What of it narrows down a list of conversations. */
export function listFilter({ filter, list }: RememberedSearch): LibraryFilter {
  const { companionId, source, model, since, before, hidden } = filter
  return {
    ...withoutEmpty({ companionId, source, model, since, before }),
    ...list,
    ...(hidden ? { shelf: 'hidden' } : {}),
  }
}

/** What of it narrows down a search: hidden conversations are looked through while they are what is shown. */
export function searchFilter({ filter, list }: RememberedSearch): SearchFilter {
  return list.shelf === 'hidden' ? { ...filter, hidden: true } : filter
}

/** The filter with some of it set anew; undefined takes a part away. */
export function narrowed(
  filter: SearchFilter,
  change: { readonly [Key in keyof SearchFilter]?: SearchFilter[Key] | undefined },
): SearchFilter {
  return withoutEmpty({ ...filter, ...change })
}

/**
 * Takes operators that are typed to their end out of the words and into the filter. The last one may go on: it is looked
 * for as it stands, and taken over once a space follows.
 */
export function takeOperators(
  typed: string,
  known: KnownNames,
): { readonly query: string; readonly filter: SearchFilter } | null {
  const end = typed.search(/\S*$/u)
  const { words, filter } = readOperators(typed.slice(0, end), known)
  if (Object.keys(filter).length === 0) return null
  const rest = typed.slice(end)
  return { query: words === '' ? rest : `${words} ${rest}`, filter }
}

/** The words to look for: of a whole message that was pasted, its beginning, and no half of a word. */
export function toQuery(typed: string): string {
  const words = typed.trim()
  return words.length <= longestQuery ? words : words.slice(0, longestQuery).replace(/\s[^\s\p{Script=Han}]*$/u, '')
}

/** The whole year that a filter is narrowed to, if it is one. */
export function yearOf({ since, before }: SearchFilter): number | null {
  const year = Number(since?.slice(0, 4))
  return since === `${year}-01-01` && before === `${year + 1}-01-01` ? year : null
}

/** Without the parts that say nothing. */
function withoutEmpty<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said) as { [Key in keyof Fields]: Exclude<Fields[Key], undefined> }
}
