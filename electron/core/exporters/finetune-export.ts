import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'
import type { Message } from '#shared/model/message.ts'
import type { Exporter } from './exporter.ts'
import { saidIn } from './talk.ts'
import type { Story } from './story.ts'

/** Turns of one example: enough to hear a voice in, and short enough for every trainer. */
const fewestTurns = 6
const mostTurns = 12
/** After so long a silence, another example begins. */
const silence = 6 * 60 * 60 * 1000
/** The share of examples, the latest, by which to see what a model learned. */
const heldBack = 0.1

type Turn = {
  readonly role: 'user' | 'assistant'
  readonly content: string
  readonly weight: 0 | 1
  readonly at: number | null
}
type Example = { readonly turns: readonly Turn[]; readonly conversation: Conversation; readonly at: number | null }

/**
 * Training examples as OpenAI and those after it take them: windows of six to twelve turns, learned from what the
 * companion really said to its end, and split by time.
 */
export const finetuneExport: Exporter = function* (story, { training, count }) {
  const border = borderOf(story)
  function* lines(isHeldBack: boolean): Generator<string> {
    for (const conversation of story.conversations()) {
      const companion = story.companions().find(({ id }) => id === conversation.companionId) ?? null
      const named = training.withoutNames ? namesOf(story, companion) : []
      const system = training.system ?? (companion ? aboutThem(companion) : '')
      for (const { turns, at } of examplesOf(story, conversation)) {
        if ((at !== null && at >= border) !== isHeldBack) continue
        yield `${JSON.stringify({ messages: messagesOf(turns, system, named) })}\n`
        for (const _turn of turns) count('messages')
      }
      if (!isHeldBack) count('conversations')
    }
  }
  yield { path: 'train.jsonl', pieces: lines(false) }
  yield { path: 'validation.jsonl', pieces: lines(true) }
}

/** The moment from which examples are held back; never, where there are too few to do without. */
function borderOf(story: Story): number {
  const times: number[] = []
  for (const conversation of story.conversations()) {
    for (const { at } of examplesOf(story, conversation)) if (at !== null) times.push(at)
  }
  times.sort((left, right) => left - right)
  const held = Math.floor(times.length * heldBack)
  return held === 0 ? Number.POSITIVE_INFINITY : (times[times.length - held] ?? Number.POSITIVE_INFINITY)
}

/** The examples of a conversation, each from something the person said to an answer. */
function* examplesOf(story: Story, conversation: Conversation): Generator<Example> {
  let turns: Turn[] = []
  const whole = (): Example | null => {
    const last = turns.findLastIndex(({ role }) => role === 'assistant')
    const kept = turns.slice(0, last + 1)
    turns = turns.slice(last + 1)
    return kept.length < 2 ? null : { turns: kept, conversation, at: kept[0]?.at ?? null }
  }
  for (const turn of turnsOf(story, conversation)) {
    const before = turns.at(-1)
    const isLater = before?.at != null && turn.at !== null && turn.at - before.at > silence
    const isFull = turns.length >= mostTurns || (isLater && turns.length >= fewestTurns)
    if (turn.role === 'user' && isFull) {
      const example = whole()
      if (example) yield example
      turns = []
    }
    if (turns.length > 0 || turn.role === 'user') turns.push(turn)
  }
  const rest = whole()
  if (rest) yield rest
}

/** What is said, in turns: several messages in a row of one of the two are one. */
function* turnsOf(story: Story, conversation: Conversation): Generator<Turn> {
  let open: Turn | undefined
  for (const message of story.visibleThread(conversation.id)) {
    const { role } = message
    const content = saidIn(message).words.trim()
    if ((role !== 'user' && role !== 'assistant') || content === '' || message.hidden) continue
    const weight = role === 'assistant' && isWhole(message) ? 1 : 0
    if (open && open.role === role) {
      open = { ...open, content: `${open.content}\n\n${content}`, weight: open.weight === 1 && weight === 1 ? 1 : 0 }
      continue
    }
    if (open) yield open
    open = { role, content, weight, at: message.createdAt }
  }
  if (open) yield open
}

/** A reply that was cut off is nothing to learn from. */
function isWhole({ state, failure }: Message): boolean {
  return state === 'complete' && failure === null
}

function messagesOf(turns: readonly Turn[], system: string, names: readonly Name[]) {
  const said = turns.map(({ role, content, weight }) => ({
    role,
    content: withoutNames(content, names),
    ...(role === 'assistant' && { weight }),
  }))
  const words = withoutNames(system, names).trim()
  return words === '' ? said : [{ role: 'system', content: words }, ...said]
}

/** Who they are, for a model that is to become them. */
function aboutThem({ profile }: Companion): string {
  const { name, description, personality, style, scenario } = profile
  return [name, description, personality, style, scenario]
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n')
}

type Name = { readonly pattern: RegExp; readonly place: string }

/** Every name of the two, the longest first, and the words that stand in for them. */
function namesOf(story: Story, companion: Companion | null): readonly Name[] {
  const yours = [story.self().name, companion?.profile.callsYou ?? '']
  const theirs = [companion?.profile.name ?? '', companion?.profile.youCall ?? '']
  return [...yours.map((name) => [name, '{{user}}'] as const), ...theirs.map((name) => [name, '{{char}}'] as const)]
    .flatMap(([names, place]) => names.split(/[,，、;；/／]/u).map((name) => ({ name: name.trim(), place })))
    .filter(({ name }) => name !== '')
    .toSorted((left, right) => right.name.length - left.name.length)
    .map(({ name, place }) => ({ pattern: patternOf(name), place }))
}

/** Within Latin words a name is only letters; in Chinese nothing stands around it. */
function patternOf(name: string): RegExp {
  const escaped = name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const before = /^[\p{L}\p{N}]/u.test(name) && !/^\p{Script=Han}/u.test(name) ? '(?<![\\p{L}\\p{N}])' : ''
  const after = /[\p{L}\p{N}]$/u.test(name) && !/\p{Script=Han}$/u.test(name) ? '(?![\\p{L}\\p{N}])' : ''
  return new RegExp(`${before}${escaped}${after}`, 'giu')
}

function withoutNames(text: string, names: readonly Name[]): string {
  return names.reduce((said, { pattern, place }) => said.replaceAll(pattern, () => place), text)
}
