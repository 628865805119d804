import { z } from 'zod'
import { CompanionId, MemoryId, MessageId } from '../model/ids.ts'
import {
  LookedThrough,
  LookHabit,
  LookHabitStatus,
  Memory,
  MemoryFields,
  MemoryState,
  MemoryVersion,
  Unread,
} from '../model/memory.ts'
import { procedure } from './base.ts'

const one = z.object({ id: MemoryId })

export const memories = {
  /** Pinned ones first, then the latest first; `before` is the last row of the page above. */
  list: procedure
    .input(
      z.object({
        companionId: CompanionId,
        state: MemoryState,
        query: z.string().max(200),
        before: MemoryId.nullable(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.object({ memories: z.array(Memory), more: z.boolean() })),
  /** Keeps something at once: the person says it themselves. */
  remember: procedure
    .input(z.object({ companionId: CompanionId, fields: MemoryFields, messageIds: z.array(MessageId).max(20) }))
    .output(Memory),
  /** What it said before is kept as a version. */
  update: procedure.input(z.object({ id: MemoryId, fields: MemoryFields })).output(Memory),
  versions: procedure.input(one).output(z.array(MemoryVersion)),
  /** Makes an earlier version the present one again; what it replaces becomes a version. */
  bringBack: procedure.input(z.object({ id: MemoryId, versionId: z.int() })).output(Memory),
  /** Takes a proposal in. */
  accept: procedure.input(one).output(Memory),
  /** Out of every prompt at once, and gone from the disk when the undo has passed. */
  forget: procedure.input(one),
  restore: procedure.input(one),
  /** What a look through what was said since the last one would read, send and cost; nothing is sent. */
  unread: procedure.input(z.object({ companionId: CompanionId })).output(Unread),
  /** Sends that to the companion's model, which proposes what to remember. Throws PROVIDER_FAILED. */
  lookThrough: procedure.input(z.object({ companionId: CompanionId })).output(LookedThrough),
  /** Whether anything of looking goes by itself. */
  habit: procedure.input(z.object({ companionId: CompanionId })).output(LookHabitStatus),
  /** Looking by itself is agreed to for the model that speaks now, and for no other. Throws PROVIDER_FAILED without one. */
  setHabit: procedure.input(z.object({ companionId: CompanionId, habit: LookHabit })).output(LookHabitStatus),
  /** All of a companion's memories as a file. */
  write: procedure
    .input(z.object({ companionId: CompanionId }))
    .output(z.object({ name: z.string(), text: z.string() })),
}
