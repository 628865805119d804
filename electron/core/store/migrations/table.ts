import { foundation } from './001-foundation.ts'
import { speakers } from './002-speakers.ts'
import { importSeen } from './003-import-seen.ts'
import { importCompanions } from './004-import-companions.ts'
import { reading } from './005-reading.ts'
import { branches } from './006-branches.ts'
import { composing } from './007-composing.ts'
import { marks } from './008-marks.ts'
import { rooms } from './009-rooms.ts'
import { looks } from './010-looks.ts'
import { memory } from './011-memory.ts'
import { profiles } from './012-profiles.ts'
import { cards } from './013-cards.ts'
import { milestones } from './014-milestones.ts'
import { foundDays } from './015-found-days.ts'
import { keys } from './016-keys.ts'
import { library } from './017-library.ts'
import { letterDraft } from './018-letter-draft.ts'
import { meaning } from './019-meaning.ts'
import { ourStory } from './020-our-story.ts'
import { memoryReading } from './021-memory-reading.ts'
import { editDrafts } from './022-edit-drafts.ts'
import { summaries } from './023-summaries.ts'
import type { Migration } from './migration.ts'

/** Every migration, oldest first. */
export const migrations: readonly Migration[] = [
  foundation,
  speakers,
  importSeen,
  importCompanions,
  reading,
  branches,
  composing,
  marks,
  rooms,
  looks,
  memory,
  profiles,
  cards,
  milestones,
  foundDays,
  keys,
  library,
  letterDraft,
  meaning,
  ourStory,
  memoryReading,
  editDrafts,
  summaries,
]
