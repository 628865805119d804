import type { NeutralNode } from '../neutral.ts'
import type { SourceTime } from './source-time.ts'

/** When the first message was said whose time is known: when a conversation began that does not say so itself. */
export function firstTime(nodes: readonly NeutralNode[]): SourceTime | null {
  return nodes.find((node) => node.createdAt !== null)?.createdAt ?? null
}
