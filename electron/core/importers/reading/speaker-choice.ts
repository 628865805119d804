import { fencedLines } from './code-fences.ts'
import { readFrontMatter } from './front-matter.ts'
import { roleOfName } from './role-names.ts'
import { readSpeakerLine, type SpeakerLine } from './speaker-lines.ts'

const mostSpeakers = 3
const fewestTurns = 4
const covered = 0.6

/** The turns of a talk; `isPlain` says that they could be no other app's, by their names or by how they are written. */
export type Talk = { readonly turns: readonly SpeakerLine[]; readonly isPlain: boolean }

/**
 * Finds who speaks in a text, in which way and where; null for a text that is no transcript. Roles such as `User` and
 * `AI` are plain enough by themselves; other names must take turns, and begin most of what is there.
 */
export function findTalk(lines: readonly string[]): Talk | null {
  const fenced = fencedLines(lines)
  const forms = new Map<string, SpeakerLine[]>()
  for (const [index, line] of lines.entries()) {
    const found = fenced[index] === true ? null : readSpeakerLine(line, index)
    if (!found) continue
    const known = forms.get(found.form)
    if (known) known.push(found)
    else forms.set(found.form, [found])
  }
  const above = readFrontMatter(lines).start
  const starts = paragraphStarts(lines, fenced).filter((start) => start >= above)
  let best: Talk | null = null
  for (const found of forms.values()) {
    const talk = talkAmong(found, lines, starts)
    if (talk && talk.turns.length > (best?.turns.length ?? 0)) best = talk
  }
  return best
}

function talkAmong(found: readonly SpeakerLine[], lines: readonly string[], starts: readonly number[]): Talk | null {
  const counts = new Map<string, number>()
  for (const { name } of found) counts.set(name, (counts.get(name) ?? 0) + 1)
  const roles = new Set([...counts.keys()].map(roleOfName))
  const saysRoles = roles.has('user') && roles.has('assistant')
  const names = saysRoles ? namesOfRoles(counts, found[0]?.name ?? '') : mostNamed(counts)
  const turns = found.filter(({ name }) => names.has(name))
  const [first] = turns
  if (!first || names.size < 2 || turns.length < (saysRoles ? 2 : fewestTurns)) return null
  const changes = turns.filter(({ name }, index) => index > 0 && name !== turns[index - 1]?.name).length
  if (changes < (turns.length - 1) / 2) return null
  const share = saysRoles ? shareAfter(first.index, starts) : shareBegun(turns, lines, starts)
  return share >= covered ? { turns, isPlain: saysRoles || first.form === 'stamp' } : null
}

/** The names that speak most; one that speaks rarely beside them is a word before a colon. */
function mostNamed(counts: ReadonlyMap<string, number>): ReadonlySet<string> {
  const sorted = [...counts].filter(([, count]) => count > 1).toSorted((left, right) => right[1] - left[1])
  const least = (sorted[1]?.[1] ?? 0) / 5
  const often = sorted.filter(([, count]) => count >= least).slice(0, mostSpeakers)
  return new Set(often.map(([name]) => name))
}

/**
 * The names of the person and of the model, and those of other roles that speak often or first of all. An answer may
 * well have a line such as `Model: T-1000`.
 */
function namesOfRoles(counts: ReadonlyMap<string, number>, first: string): ReadonlySet<string> {
  const sorted = [...counts].filter(([name]) => roleOfName(name)).toSorted((left, right) => right[1] - left[1])
  const talking = ['user', 'assistant'].flatMap((role) =>
    sorted.filter(([name]) => roleOfName(name) === role).slice(0, 1),
  )
  const least = Math.max(2, Math.min(...talking.map(([, count]) => count)) / 5)
  const often = sorted.filter(([name, count]) => count >= least || name === first)
  return new Set([...talking, ...often].map(([name]) => name))
}

function shareAfter(first: number, starts: readonly number[]): number {
  return starts.filter((start) => start >= first).length / Math.max(1, starts.length)
}

/** How much of what is there begins with a name, on its own line or on the one above. */
function shareBegun(turns: readonly SpeakerLine[], lines: readonly string[], starts: readonly number[]): number {
  const begun = new Set<number>()
  for (const { index, rest } of turns) {
    begun.add(index)
    if (rest !== '') continue
    let next = index + 1
    while (next < lines.length && lines[next]?.trim() === '') next += 1
    begun.add(next)
  }
  const places = new Set([...starts, ...turns.map(({ index }) => index)])
  return [...places].filter((place) => begun.has(place)).length / Math.max(1, places.size)
}

function paragraphStarts(lines: readonly string[], fenced: readonly boolean[]): number[] {
  const starts: number[] = []
  let isApart = true
  for (const [index, line] of lines.entries()) {
    const isEmpty = line.trim() === '' && fenced[index] !== true
    if (!isEmpty && isApart) starts.push(index)
    isApart = isEmpty
  }
  return starts
}
