import { cards } from './cards.ts'
import { changes } from './changes.ts'
import { chat } from './chat.ts'
import { companions } from './companions.ts'
import { conversations } from './conversations.ts'
import { exports } from './exports.ts'
import { imports } from './imports.ts'
import { letter } from './letter.ts'
import { library } from './library.ts'
import { letterDraft } from './letter-draft.ts'
import { lore } from './lore.ts'
import { outbox } from './outbox.ts'
import { prompt } from './prompt.ts'
import { marks } from './marks.ts'
import { meaning } from './meaning.ts'
import { memories } from './memories.ts'
import { milestones } from './milestones.ts'
import { providers } from './providers.ts'
import { reading } from './reading.ts'
import { revisions } from './revisions.ts'
import { rooms } from './rooms.ts'
import { search } from './search.ts'
import { self } from './self.ts'
import { settings } from './settings.ts'
import { story } from './story.ts'
import { summaries } from './summaries.ts'
import { system } from './system.ts'
import { vault } from './vault.ts'

/** The only public surface of Keepsake: nouns, then verbs. Everything the interface knows passes through here. */
export const contract = {
  summaries,
  system,
  vault,
  cards,
  companions,
  conversations,
  chat,
  letter,
  letterDraft,
  library,
  lore,
  revisions,
  self,
  marks,
  meaning,
  memories,
  milestones,
  exports,
  outbox,
  prompt,
  providers,
  reading,
  rooms,
  settings,
  search,
  story,
  imports,
  changes,
}

export type Contract = typeof contract
