import type { Source } from '#shared/model/conversation.ts'
import type { DocumentCompanion, DocumentDay, DocumentRevision } from '#shared/model/document.ts'
import type { ImportMapping } from '#shared/model/import-mapping.ts'
import type { DayOrder, Evidence } from '#shared/model/import-run.ts'
import type { NeutralConversation } from './neutral.ts'
import type { SourceFile } from './files/source-files.ts'
import type { UntrustedObject } from './untrusted.ts'

/** A piece of a file to tell its format by. Never its name: names lie. */
export type Sample =
  /** One item of a JSON text: of its outermost array, or a member of its outermost object. */
  | {
      readonly kind: 'json'
      readonly shape: 'array' | 'object'
      /** The member of the outermost object that held the item, if there is one. */
      readonly key: string | null
      readonly item: unknown
    }
  /** The outermost object of a JSON text once all its members are known. Long lists in it are cut to their first items. */
  | { readonly kind: 'outline'; readonly members: UntrustedObject }
  /** One line of JSON Lines, counted from 0; only the first few hundred are shown. */
  | { readonly kind: 'line'; readonly index: number; readonly item: unknown }
  /** How any other text begins, decoded and without a byte order mark. */
  | { readonly kind: 'text'; readonly head: string }
  /** The tables of a database with their columns. */
  | { readonly kind: 'tables'; readonly tables: ReadonlyMap<string, readonly string[]> }
  /** How anything that is no text begins. */
  | { readonly kind: 'bytes'; readonly head: Buffer }

/** How sure a reader is that a file is its own, and by what. */
export type Detection = {
  readonly certainty: 'certain' | 'likely'
  readonly why: Evidence
  /** It only repeats what other files of the format hold, and is read where there are none. */
  readonly isCopy?: boolean
}

/** The files one reader was found for, beside everything else that came with them. */
export type Claim = {
  readonly files: readonly SourceFile[]
  readonly all: readonly SourceFile[]
  /** What the person says of dates that could be meant either way. */
  readonly dayOrder?: DayOrder | null
  /** How the person wants files of no known app to be read, by the file's name. */
  readonly mappings?: ReadonlyMap<string, ImportMapping>
}

/** What our own document holds beside conversations, with its files by their paths. */
export type KeptThing = { readonly find: (path: string) => SourceFile | null } & (
  | { readonly what: 'self'; readonly revisions: readonly DocumentRevision[] }
  | { readonly what: 'companion'; readonly companion: DocumentCompanion }
  | { readonly what: 'day'; readonly day: DocumentDay }
)

/** What a reader finds, in order. A note loses nothing; a failed conversation could not be read at all. */
export type ReadItem =
  | { readonly kind: 'conversation'; readonly file: string; readonly conversation: NeutralConversation }
  | { readonly kind: 'failed'; readonly file: string; readonly code: string; readonly item: string | null }
  | { readonly kind: 'kept'; readonly file: string; readonly thing: KeptThing }
  | { readonly kind: 'note'; readonly file: string | null; readonly code: string; readonly item: string | null }

/** One format. A reader turns bytes into neutral conversations and knows nothing of the vault. */
export type Importer = {
  readonly id: Source
  /** Members of an outermost object whose arrays hold items, so that they are sampled and read one by one. */
  readonly descend: readonly string[]
  /** Members of an outermost object that are objects whose own lists may be long: sampled with the beginning of each. */
  readonly descendThrough?: readonly string[]
  readonly detect: (sample: Sample) => Detection | null
  readonly read: (claim: Claim) => AsyncGenerator<ReadItem, void, void>
}
