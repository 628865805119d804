import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { Remember } from '#core/memory/remember.ts'
import type { Lore } from '#core/lore/lore.ts'
import { promptBudget, type PromptBudget } from '#core/prompt/budget.ts'
import { buildPrompt, type Prompt } from '#core/prompt/build-prompt.ts'
import { costOf } from '#core/prompt/section.ts'
import type { BoundModel } from '#core/providers/providers.ts'
import type { PromptMessage } from '#core/providers/reply-stream.ts'
import type { Today } from '#shared/model/agenda.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { Letter } from '#shared/model/letter.ts'
import { shownSelf, type Self } from '#shared/model/self.ts'
import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { Message } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'
import { forModel, type PromptAssets } from './model-history.ts'

/** Messages read for a prompt at most; the budget nearly always ends sooner. */
export const longestHistory = 1_000

/** The past is asked with so many of the latest messages, and so much of each. */
const textsAskedWith = 3
const longestAsked = 2_000
/** How much of its room the history is sure to have beside the rest. */
const historyShare = 0.6

/** What a companion is asked with. Sending and showing beforehand both come here, so that they cannot differ. */
export type NextPrompt = (asked: {
  readonly companion: Companion
  readonly others: readonly Companion[]
  readonly model: BoundModel
  /** Oldest first, ending with the message to be answered. */
  readonly history: readonly Message[]
  readonly begins: boolean
  /** Ends the prompt where a reply goes on: nothing else may take the room that it needs. */
  readonly goingOn?: readonly PromptMessage[]
  /** The versions of the reply itself: what is said anew is nothing to be reminded of. */
  readonly versions?: readonly MessageId[]
}) => { readonly prompt: Prompt; readonly budget: PromptBudget; readonly isRefused: boolean }

export function createNextPrompt({
  now,
  timeZone,
  daysOf,
  letterOf,
  selfProfile,
  lore,
  remember,
  assets,
}: {
  readonly now: () => number
  readonly timeZone: () => string
  /** What today is among the days kept with a companion. */
  readonly daysOf: (companionId: CompanionId) => Today | null
  readonly letterOf: (companionId: CompanionId) => Letter
  /** The person's own profile. */
  readonly selfProfile: () => Self
  readonly lore: Pick<Lore, 'fire' | 'depth'>
  readonly remember: Remember
  readonly assets: PromptAssets
}): NextPrompt {
  /** The lorebook hears the latest messages, newest first, as they were said aloud. */
  function loreOf({ id }: Companion, history: readonly Message[], room: number) {
    const aloud = history.filter(
      ({ role, hidden, deleted }) => !hidden && !deleted && (role === 'user' || role === 'assistant'),
    )
    const texts = aloud.slice(-Math.max(1, lore.depth(id))).map(({ parts }) => spokenText(parts))
    const { budget, fired } = lore.fire(id, texts.toReversed(), room)
    return {
      budget,
      entries: fired.map(({ entry, cause, tokens, told }) => ({
        id: entry.id,
        name: entry.name || (entry.keys[0] ?? ''),
        content: entry.content,
        isNear: entry.place === 'depth',
        cause,
        tokens,
        told,
      })),
    }
  }

  /** What of the past is told beside the latest messages, which the history will hold itself. */
  function rememberedBy(
    companionId: CompanionId,
    history: readonly Message[],
    { room, versions }: { readonly room: number; readonly versions: readonly MessageId[] },
  ) {
    // Of what is said anew, neither the words nor the answer.
    const exclude = new Set<MessageId>([...versions, ...(history.at(-1)?.versions ?? [])])
    const texts: string[] = []
    let left = room
    for (const { id, hidden, deleted, role, parts } of history.toReversed()) {
      const text = spokenText(parts)
      left -= estimateTokens(text)
      if (left < 0) break
      exclude.add(id)
      const isSaid = !hidden && !deleted && (role === 'user' || role === 'assistant') && text.trim() !== ''
      if (isSaid && texts.length < textsAskedWith) texts.push(text.slice(0, longestAsked))
    }
    const question = lastAsked(history)
    const after = history.at(-1)
    return remember({ companionId, texts: texts.toReversed(), question, exclude, after, now: now() })
  }

  return ({ companion, others, model, history, begins, goingOn = [], versions = [] }) => {
    const { plan } = companion.parameters
    const budget = promptBudget(model, plan)
    const beside = budgetBeside(goingOn, budget)
    const letter = letterOf(companion.id)
    const prompt = buildPrompt({
      self: companion.id,
      profile: companion.profile,
      person: shownSelf(selfProfile(), companion.knows),
      letter: { text: letter.text, digest: letter.digest.text, digestUse: letter.digest.use },
      lore: loreOf(companion, history, beside.room),
      remembered: rememberedBy(companion.id, history, { room: beside.history * historyShare, versions }),
      others: others.map(({ id, profile }) => ({ id, name: profile.name })),
      history: forModel(history, { sees: model.sees === 'yes', room: beside.history, assets }),
      begins,
      goingOn,
      days: daysOf(companion.id),
      now: now(),
      timeZone: timeZone(),
      budget: { room: budget.room, history: beside.history },
      plan,
    })
    return { prompt, budget, isRefused: !prompt.fits && budget.isStrict }
  }
}

function budgetBeside(turns: readonly PromptMessage[], budget: PromptBudget): PromptBudget {
  const room = budget.room - turns.reduce((sum, turn) => sum + costOf(turn), 0)
  return { ...budget, room, history: Math.min(budget.history, Math.max(0, room)) }
}

/** What the person said last, as far as the past is asked with it; empty where they said nothing. */
export function lastAsked(history: readonly Message[]): string {
  const last = history.findLast(({ role, hidden, deleted }) => role === 'user' && !hidden && !deleted)
  return last ? spokenText(last.parts).slice(0, longestAsked) : ''
}
