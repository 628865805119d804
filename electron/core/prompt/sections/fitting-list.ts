import type { RecalledNote } from '#shared/model/memory.ts'
import type { SectionId } from '#shared/model/prompt.ts'
import { noRoomFor, paragraph, section, type PromptSection } from '../section.ts'

export type ListItem = { readonly text: string; readonly note: RecalledNote }

/**
 * The first items that fit, in the order in which `arrange` puts them, and how many do not. Each is whole or left out.
 */
export function listThatFits(
  id: SectionId,
  options: {
    readonly head: string
    readonly items: readonly ListItem[]
    readonly room: number
    readonly arrange?: (items: readonly ListItem[]) => readonly ListItem[]
  },
): readonly PromptSection[] {
  const { head, items, room, arrange = (same) => same } = options
  let kept: readonly ListItem[] = []
  let best: readonly PromptSection[] = []
  for (const item of items) {
    const tried = [...kept, item]
    const text = [head, ...arrange(tried).map((one) => one.text)].join('\n')
    const sections = paragraph(id, text)
    if (sections.some(({ tokens }) => tokens > room)) continue
    kept = tried
    best = sections
  }
  if (items.length === 0) return []
  const leftOut = noRoomFor(items.length - kept.length)
  const [told = section(id, [])] = best
  return [{ ...told, leftOut, recalled: arrange(kept).map(({ note }) => note) }]
}
