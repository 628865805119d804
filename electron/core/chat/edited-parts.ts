import type { Part } from '#shared/model/part.ts'

/** What a message says once its words are others: pictures and the like stay, what was thought or called goes. */
export function editedParts(parts: readonly Part[], text: string): Part[] {
  return [...parts.filter(isKept), { kind: 'text', text }]
}

function isKept({ kind }: Part): boolean {
  return kind === 'image' || kind === 'audio' || kind === 'file'
}
