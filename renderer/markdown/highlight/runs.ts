/** What a piece of code is, as far as colours tell it apart. */
export type CodeKind =
  | 'keyword'
  | 'string'
  | 'number'
  | 'comment'
  | 'title'
  | 'type'
  | 'attribute'
  | 'added'
  | 'removed'

/** Code cut into pieces of one kind, in order; together they are the code. */
export type CodeRuns = readonly (readonly [text: string, kind: CodeKind | null])[]

/** What the worker is asked. */
export type HighlightRequest = { readonly id: number; readonly code: string; readonly language: string }

/** What it answers; null where it has no such language. */
export type HighlightAnswer = { readonly id: number; readonly runs: CodeRuns | null }
