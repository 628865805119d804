import type { Changes } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { CompanionId, MemoryId, MessageId, Timestamp } from '#shared/model/ids.ts'
import {
  mostPinned,
  type Memory,
  type MemoryFields,
  type MemoryState,
  type MemoryVersion,
} from '#shared/model/memory.ts'
import { summaryText } from '#shared/model/summary.ts'
import { createForgetLater } from './forget-later.ts'
import type { MemoryRepository } from './memory-repository.ts'
import type { SummaryRepository } from './summary-repository.ts'

/** Memories as windows use them; see shared/contract/memories.ts. */
export type Memories = Disposable & {
  readonly list: (query: {
    readonly companionId: CompanionId
    readonly state: MemoryState
    readonly query: string
    readonly before: MemoryId | null
    readonly limit: number
  }) => { readonly memories: Memory[]; readonly more: boolean }
  readonly remember: (input: {
    readonly companionId: CompanionId
    readonly fields: MemoryFields
    readonly messageIds: readonly MessageId[]
  }) => Memory
  /** Offers something to be taken in; it is told to nobody before that. */
  readonly propose: (input: { readonly companionId: CompanionId; readonly text: string }) => Memory
  /** Takes proposals back; false, and nothing done, where one was answered or changed since. */
  readonly withdraw: (input: { readonly companionId: CompanionId; readonly texts: readonly string[] }) => boolean
  readonly update: (input: { readonly id: MemoryId; readonly fields: MemoryFields }) => Memory
  readonly versions: (input: { readonly id: MemoryId }) => MemoryVersion[]
  readonly bringBack: (input: { readonly id: MemoryId; readonly versionId: number }) => Memory
  readonly accept: (input: { readonly id: MemoryId }) => Memory
  readonly forget: (input: { readonly id: MemoryId }) => void
  readonly restore: (input: { readonly id: MemoryId }) => void
  /** What is kept of a companion. */
  readonly kept: (companionId: CompanionId) => MemoryFields[]
  /** Which of these nobody keeps here in the same words and for the same time. */
  readonly unknown: (companionId: CompanionId, given: readonly MemoryFields[]) => MemoryFields[]
  /** Keeps those of them that are not kept yet; more than can always be told are told when they matter. */
  readonly take: (companionId: CompanionId, given: readonly MemoryFields[]) => void
  readonly write: (input: { readonly companionId: CompanionId }) => { readonly name: string; readonly text: string }
}

export function createMemories({
  repository,
  summaries,
  changes,
  now,
  fold,
}: {
  readonly repository: MemoryRepository
  readonly summaries: Pick<SummaryRepository, 'each'>
  readonly changes: Changes
  readonly now: () => Timestamp
  /** Makes one of what is looked for alike: case, width, and both scripts. */
  readonly fold: (text: string) => string
}): Memories {
  const forgetting = createForgetLater(repository, now)

  function told(memory: Memory): Memory {
    changes.emit({ entity: 'memory', id: memory.id, kind: 'updated' })
    return memory
  }

  function checkPins(companionId: CompanionId, fields: MemoryFields, wasPinned: boolean): void {
    if (!fields.pinned || wasPinned) return
    if (repository.countPinned(companionId) >= mostPinned) throw new AppError('PINS_FULL', { most: mostPinned })
  }

  function update({ id, fields }: { readonly id: MemoryId; readonly fields: MemoryFields }): Memory {
    const { companionId, pinned } = repository.get(id)
    checkPins(companionId, fields, pinned)
    return told(repository.update(id, fields, now()))
  }

  function kept(companionId: CompanionId): MemoryFields[] {
    return [...repository.each(companionId, 'kept')].map(({ text, since, until, pinned }) => {
      return { text, since, until, pinned }
    })
  }

  function unknown(companionId: CompanionId, given: readonly MemoryFields[]): MemoryFields[] {
    const here = new Set(kept(companionId).map(sense))
    return given.filter((fields) => {
      const name = sense(fields)
      if (here.has(name)) return false
      here.add(name)
      return true
    })
  }

  return {
    list: ({ companionId, state, query, before, limit }) => {
      const wanted = fold(query).trim()
      const memories: Memory[] = []
      let isBelow = before === null
      for (const memory of repository.each(companionId, state)) {
        if (isBelow && (wanted === '' || fold(memory.text).includes(wanted))) {
          if (memories.length === limit) return { memories, more: true }
          memories.push(memory)
        }
        isBelow ||= memory.id === before
      }
      return { memories, more: false }
    },
    remember: ({ companionId, fields, messageIds }) => {
      checkPins(companionId, fields, false)
      return told(repository.add({ companionId, state: 'kept', fields, messageIds }, now()))
    },
    propose: ({ companionId, text }) => {
      const fields = { text, since: null, until: null, pinned: false }
      return told(repository.add({ companionId, state: 'proposed', fields, messageIds: [] }, now()))
    },
    withdraw: ({ companionId, texts }) => {
      const proposed = [...repository.each(companionId, 'proposed')]
      const ids = texts.flatMap((text) => proposed.find((memory) => memory.text === text)?.id ?? [])
      if (ids.length < texts.length) return false
      for (const id of ids) repository.setForgotten(id, now())
      repository.removeForgotten(now())
      changes.emit({ entity: 'memory', kind: 'deleted' })
      return true
    },
    update,
    versions: ({ id }) => repository.versions(id),
    bringBack: ({ id, versionId }) => {
      const version = repository.versions(id).find((one) => one.id === versionId)
      if (!version) throw new AppError('NOT_FOUND', { entity: 'memory' })
      const { text, since, until, pinned } = version
      return update({ id, fields: { text, since, until, pinned } })
    },
    accept: ({ id }) => told(repository.setState(id, 'kept', now())),
    forget: ({ id }) => {
      forgetting.forget(repository.get(id).id)
      changes.emit({ entity: 'memory', id, kind: 'deleted' })
    },
    restore: ({ id }) => {
      forgetting.restore(id)
      changes.emit({ entity: 'memory', id, kind: 'created' })
    },
    kept,
    unknown,
    take: (companionId, given) => {
      let room = mostPinned - repository.countPinned(companionId)
      for (const fields of unknown(companionId, given)) {
        const pinned = fields.pinned && room > 0
        if (pinned) room -= 1
        repository.add({ companionId, state: 'kept', fields: { ...fields, pinned }, messageIds: [] }, now())
      }
      changes.emit({ entity: 'memory', kind: 'created' })
    },
    write: ({ companionId }) => {
      const memories = [...repository.each(companionId, 'kept')].map(({ text, since, until, pinned, createdAt }) => {
        return { text, since, until, pinned, createdAt }
      })
      const told = [...summaries.each(companionId)].map(({ from, to, model, createdAt, ...summary }) => {
        return { text: summaryText(summary), from, to, model, createdAt }
      })
      return { name: 'memories.json', text: `${JSON.stringify({ memories, summaries: told }, null, 2)}\n` }
    },
    [Symbol.dispose]: () => forgetting[Symbol.dispose](),
  }
}

function sense({ text, since, until }: MemoryFields): string {
  return JSON.stringify([text, since, until])
}
