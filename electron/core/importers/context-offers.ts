import type { ContextOffer } from '#shared/model/import-run.ts'
import type { NeutralConversation, NeutralNode } from './neutral.ts'

const kinds: Readonly<Record<string, ContextOffer['kind']>> = {
  user_profile: 'about-you',
  user_instructions: 'instructions',
  project_instructions: 'instructions',
  memory: 'memory',
  project_memory: 'memory',
}
/** Services repeat the same words at the head of every conversation, changed a little over the years. */
const mostOffers = 50
const mostBytes = 256 * 1024

/** Gathers what the person once told other apps about themselves, and what those remembered. */
export type ContextOffers = {
  readonly add: (conversation: NeutralConversation, nodes: readonly NeutralNode[]) => void
  /** Each text once, the newest first; what no longer fits stays in its conversation. */
  readonly close: () => ContextOffer[]
}

export function createContextOffers(): ContextOffers {
  const offers = new Map<string, ContextOffer>()

  return {
    add({ source }, nodes) {
      for (const { parts, createdAt } of nodes) {
        for (const part of parts) {
          const kind = part.kind === 'context' ? kinds[part.label ?? ''] : undefined
          if (part.kind !== 'context' || !kind || part.text.trim() === '') continue
          const key = `${kind}\n${part.text}`
          const at = Math.max(offers.get(key)?.at ?? 0, createdAt?.milliseconds ?? 0) || null
          offers.set(key, { kind, text: part.text, source, at, decided: null })
        }
      }
    },
    close() {
      let room = mostBytes
      return [...offers.values()]
        .toSorted((left, right) => (right.at ?? 0) - (left.at ?? 0))
        .slice(0, mostOffers)
        .filter(({ text }) => {
          const fits = text.length <= room
          if (fits) room -= text.length
          return fits
        })
    },
  }
}
