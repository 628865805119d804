import type { JobFailure } from './job-failure.ts'

/** What the caller sends to a worker. */
export type ToWorker =
  | { readonly type: 'start'; readonly name: string; readonly input: unknown }
  | { readonly type: 'abort' }

/** What a worker sends back: progress any number of times, then exactly one end. */
export type FromWorker =
  | { readonly type: 'progress'; readonly progress: unknown }
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'failed'; readonly failure: JobFailure }
