import type { Changes } from '#core/changes.ts'
import type { ConversationRepository } from '#core/chat/conversation-repository.ts'
import type { MessageRepository } from '#core/chat/message-repository.ts'
import type { CompanionRepository } from '#core/companions/companion-repository.ts'
import type { Database } from '#core/store/database.ts'
import { withoutUndefined } from '#core/without-undefined.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { ConversationId, Timestamp } from '#shared/model/ids.ts'
import type {
  ConversationPlace,
  Duplicate,
  FormerPlace,
  LibraryChange,
  LibraryChanged,
  LibraryFacets,
  LibraryFilter,
  LibrarySort,
  Merged,
} from '#shared/model/library.ts'
import type { LocalDate } from '#shared/model/milestone.ts'
import { createDuplicates, type DuplicatePair } from './duplicates.ts'
import type { DuplicateRepository } from './duplicate-repository.ts'
import { createOverlaps } from './overlaps.ts'
import { turn } from './told.ts'
import type { LibraryRepository } from './library-repository.ts'

/** All conversations, put in order; see shared/contract/library.ts. */
export type Library = {
  readonly order: (input: { readonly filter: LibraryFilter; readonly sort: LibrarySort }) => ConversationId[]
  readonly rows: (ids: readonly ConversationId[]) => Conversation[]
  readonly facets: () => LibraryFacets
  readonly change: (input: {
    readonly ids: readonly ConversationId[]
    readonly change: LibraryChange
  }) => LibraryChanged
  readonly putBack: (places: readonly FormerPlace[]) => void
  readonly duplicates: () => Promise<Duplicate[]>
  readonly merged: () => Merged[]
  readonly merge: (pairs: readonly (DuplicatePair & { readonly added: number })[]) => Promise<LibraryChanged>
}

export function createLibrary({
  database,
  repository,
  duplicates,
  conversations,
  messages,
  companions,
  startOfDay,
  yearOf,
  language,
  changes,
}: {
  readonly database: Database
  readonly repository: LibraryRepository
  readonly duplicates: DuplicateRepository
  readonly conversations: Pick<ConversationRepository, 'some'>
  readonly messages: Pick<MessageRepository, 'merged'>
  readonly companions: Pick<CompanionRepository, 'get'>
  readonly startOfDay: (date: LocalDate) => Timestamp
  readonly yearOf: (time: Timestamp) => number
  readonly language: () => string
  readonly changes: Changes
}): Library {
  const same = createDuplicates(duplicates)
  const overlaps = createOverlaps(duplicates)

  function placesOf(those: readonly { readonly id: ConversationId }[]): Map<ConversationId, ConversationPlace> {
    const found = repository.places(those.map(({ id }) => id))
    return new Map(found.map(({ kind: _kind, ...place }) => [place.id, place]))
  }

  /** Answers where the two were; nothing where it would not be any more what was agreed to. */
  function mergeOne({ added, ...pair }: DuplicatePair & { readonly added: number }): FormerPlace[] {
    return database.transaction(() => {
      const overlap = same.stands(pair) ? overlaps.within(pair) : same.mayGo(pair) ? overlaps.of(pair) : null
      const places = placesOf([{ id: pair.keeps }, { id: pair.goes }])
      const [kept, gone] = [places.get(pair.keeps), places.get(pair.goes)]
      if (!overlap || !kept || !gone) return []
      const merging = { ...pair, ...overlap }
      if (merging.copies.length !== added) return []
      messages.merged.putIn(merging)
      const after: ConversationPlace[] = [
        { ...gone, mergedInto: kept.id },
        // What the person gave to either is given to the one that stays.
        {
          ...kept,
          starred: kept.starred || gone.starred,
          companionId: kept.companionId ?? gone.companionId,
          tags: [...new Set([...kept.tags, ...gone.tags])].toSorted(),
        },
      ]
      after.forEach(repository.setPlace)
      return after.flatMap((next) => differing(places.get(next.id) ?? next, next) ?? [])
    })
  }

  return {
    order({ filter: { since, before, model, ...rest }, sort }) {
      const wanted = model?.toLowerCase()
      const narrowed = {
        ...(wanted === undefined
          ? {}
          : { models: repository.models().filter((name) => name.toLowerCase().includes(wanted)) }),
        ...(since === undefined ? {} : { since: startOfDay(since) }),
        ...(before === undefined ? {} : { before: startOfDay(before) }),
      }
      const listed = repository.list({ ...rest, ...narrowed }, sort)
      if (sort !== 'title') return listed.map(({ id }) => id)
      const collator = new Intl.Collator(language(), { numeric: true })
      return listed.toSorted((one, other) => collator.compare(one.name, other.name)).map(({ id }) => id)
    },
    rows: conversations.some,
    facets() {
      const { first, last, sources, tags, ...counts } = repository.counts()
      const years = last === null ? null : ([yearOf(first ?? last), yearOf(last)] satisfies [number, number])
      return { ...counts, sources: [...sources], models: repository.models(), tags: [...tags], years }
    },
    change({ ids, change }) {
      if (change.companionId !== undefined) companions.get(change.companionId)
      const before: FormerPlace[] = []
      const after: ConversationPlace[] = []
      let left = 0
      for (const { kind, ...place } of repository.places(ids)) {
        if (!isPossible(kind, change)) {
          left += 1
          continue
        }
        const next = changed(place, change)
        const former = differing(place, next)
        if (former === null) continue
        before.push(former)
        after.push(next)
      }
      if (after.length > 0) {
        database.transaction(() => after.forEach(repository.setPlace))
        changes.emit({ entity: 'conversation', kind: 'updated' })
      }
      return { changed: after.length, left, before }
    },
    putBack(places) {
      if (places.length === 0) return
      const takenApart = database.transaction(() => {
        const merged = placesOf(places)
        const apart = places.filter(({ id, mergedInto }) => mergedInto === null && merged.get(id)?.mergedInto != null)
        for (const { id } of apart) messages.merged.takeOut(id)
        const now = placesOf(places)
        for (const { id, ...former } of places) {
          const place = now.get(id)
          if (place) repository.setPlace({ ...place, ...withoutUndefined(former) })
        }
        return apart.length
      })
      changes.emit({ entity: 'conversation', kind: 'updated' })
      if (takenApart > 0) changes.emit({ entity: 'message', kind: 'updated' })
    },
    async duplicates() {
      const whole = await same.find()
      const parts = await overlaps.find(new Set(whole.flatMap(({ keeps, goes }) => [keeps, goes])))
      const told = [
        ...whole.map((pair) => ({ ...pair, shared: null, added: 0, versions: 0 })),
        ...parts.map(({ overlap: { twins, copies }, ...pair }) => ({
          ...pair,
          shared: twins.size,
          added: copies.length,
          versions: copies.filter(({ isVersion }) => isVersion).length,
        })),
      ]
      return told.flatMap(({ keeps: keepsId, goes: goesId, shared, ...rest }) => {
        const [keeps, goes] = conversations.some([keepsId, goesId])
        return keeps && goes ? [{ ...rest, keeps, goes, shared: shared ?? goes.messageCount }] : []
      })
    },
    merged: () =>
      messages.merged.list().flatMap(({ isLast, ...pair }) => {
        const [keeps, goes] = conversations.some([pair.keeps, pair.goes])
        return keeps && goes ? [{ keeps, goes, isLast }] : []
      }),
    async merge(pairs) {
      const before = new Map<ConversationId, FormerPlace>()
      let merged = 0
      for (const pair of pairs) {
        try {
          const places = mergeOne(pair)
          for (const former of places) before.set(former.id, { ...former, ...before.get(former.id) })
          if (places.length > 0) merged += 1
        } catch (error) {
          // What is merged already is told of, so that it can be undone.
          if (merged === 0) throw error
          break
        }
        await turn()
      }
      if (merged > 0) {
        changes.emit({ entity: 'conversation', kind: 'updated' })
        changes.emit({ entity: 'message', kind: 'updated' })
      }
      return { changed: merged, left: pairs.length - merged, before: [...before.values()] }
    },
  }
}

/** A lifelong thread stays in sight and with its companion; a room is nobody's alone. */
function isPossible(kind: string, { archived, hidden, companionId }: LibraryChange): boolean {
  if (kind === 'lifelong') return archived !== true && hidden !== true && companionId === undefined
  return kind !== 'room' || companionId === undefined
}

/** What of a place is otherwise afterwards; null for nothing. */
function differing(place: ConversationPlace, next: ConversationPlace): FormerPlace | null {
  const keys = Object.keys(place) as (keyof ConversationPlace)[]
  const changes = keys.filter((key) => JSON.stringify(place[key]) !== JSON.stringify(next[key]))
  if (changes.length === 0) return null
  return { id: place.id, ...Object.fromEntries(changes.map((key) => [key, place[key]])) }
}

function changed(place: ConversationPlace, change: LibraryChange): ConversationPlace {
  const { starred, archived, hidden, companionId, addTag, removeTag } = change
  const tags = new Set(place.tags)
  if (addTag !== undefined) tags.add(addTag)
  if (removeTag !== undefined) tags.delete(removeTag)
  return {
    ...place,
    starred: starred ?? place.starred,
    archived: archived ?? place.archived,
    hidden: hidden ?? place.hidden,
    companionId: companionId ?? place.companionId,
    tags: [...tags].toSorted(),
  }
}
