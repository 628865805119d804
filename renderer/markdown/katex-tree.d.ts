import type { KatexOptions } from 'katex'

/** A node of what KaTeX builds before it writes anything: an element, a text or a space. */
export type KatexNode = {
  readonly type?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly children?: readonly KatexNode[]
  readonly text?: string
  readonly width?: number
}

declare module 'katex' {
  /** Exported for others to build on, but not part of KaTeX's own types. */
  export function __renderToDomTree(tex: string, options: KatexOptions): KatexNode
}
