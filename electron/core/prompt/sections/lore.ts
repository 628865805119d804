import { estimateTokens } from '#shared/estimate-tokens.ts'
import { section, type PromptContext, type PromptLore, type PromptSection, type SectionBuilder } from '../section.ts'

/** Around a message, and between two entries. */
const around = 4
const between = 2

/** Background that was spoken of, before what they are told of being an AI. */
export const loreSection: SectionBuilder = {
  rank: 25,
  build: (context, room) => tellLore(context, Math.min(room, context.lore.budget)),
}

/**
 * Background that belongs close to the latest words. From the person's side, since many chat templates take no
 * instructions after the first message; and before the words to be answered, which stay the last.
 */
export const nearLoreSection: SectionBuilder = {
  rank: 26,
  build: (context, room) => {
    const [told] = tellLore(context, context.lore.budget)
    return tellNearLore(context, Math.min(room, context.lore.budget - (told?.tokens ?? 0)))
  },
}

function tellLore(context: PromptContext, room: number): readonly PromptSection[] {
  const { lore, profile, frame } = context
  const entries = lore.entries.filter((entry) => !isNear(entry, context))
  return tell(context, entries, room, {
    id: 'lore',
    role: 'system',
    frame: (words) => `${frame.lore(profile.name)}\n\n${words}`,
  })
}

function tellNearLore(context: PromptContext, room: number): readonly PromptSection[] {
  const { lore, profile, frame } = context
  const entries = lore.entries.filter((entry) => isNear(entry, context))
  return tell(context, entries, room, {
    id: 'lore-near',
    role: 'user',
    frame: (words) => frame.loreNear(profile.name, words),
  })
}

/** After words of their own it would be the only thing to answer, and so stands with the rest. */
function isNear({ isNear: near }: PromptLore, { dialogue: { question } }: PromptContext): boolean {
  return near && question !== null
}

function tell(
  { named }: PromptContext,
  entries: readonly PromptLore[],
  room: number,
  how: {
    readonly id: 'lore' | 'lore-near'
    readonly role: 'system' | 'user'
    readonly frame: (words: string) => string
  },
): readonly PromptSection[] {
  let left = room - estimateTokens(how.frame('')) - around
  const told: string[] = []
  const fired = entries.map(({ content, isNear: _isNear, ...entry }) => {
    const words = named(content).trim()
    const cost = estimateTokens(words) + between
    const fits = entry.told && words !== '' && cost <= left
    if (fits) {
      left -= cost
      told.push(words)
    }
    return { ...entry, told: fits }
  })
  if (told.length === 0) return []
  return [{ ...section(how.id, [{ role: how.role, content: how.frame(told.join('\n\n')) }]), fired }]
}
