import type { Timestamp } from '#shared/model/ids.ts'
import type { RecalledNote } from '#shared/model/memory.ts'
import type { LocalDate } from '#shared/model/milestone.ts'

/** A memory as it is told. */
export type ToldMemory = {
  readonly text: string
  readonly since: LocalDate | null
  readonly until: LocalDate | null
  readonly note: RecalledNote
}

/** Something said in an earlier talk, with what stood around it; ranked by how much it may matter. */
export type Passage = {
  readonly at: Timestamp | null
  readonly lines: readonly { readonly speaker: 'person' | 'companion'; readonly text: string }[]
  readonly note: RecalledNote
}

/** What of the past goes into a prompt. */
export type Remembered = {
  /** Always told, as far as they fit. */
  readonly pinned: readonly ToldMemory[]
  /** By a model, the latest first. */
  readonly summaries: readonly ToldMemory[]
  /** The most fitting first. */
  readonly memories: readonly ToldMemory[]
  readonly passages: readonly Passage[]
}

/** For those of whom nothing is known yet. */
export const nothingRemembered: Remembered = { pinned: [], summaries: [], memories: [], passages: [] }
