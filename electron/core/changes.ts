import type { Change } from '#shared/model/change.ts'

/** The change feed: services say what changed, windows listen. */
export type Changes = {
  readonly emit: (change: Change) => void
  /** Changes from now on, until the signal aborts. A slow listener gets everything, in order. */
  readonly watch: (signal: AbortSignal | undefined) => AsyncGenerator<Change, void, void>
}
