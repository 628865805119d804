import type { Role } from '#shared/model/message.ts'

/** One stretch of a story and whose words it is. */
export type StoryPiece = { readonly role: Role; readonly author: string | null; readonly text: string }

export type StoryNames = { readonly person: string | null; readonly others: readonly string[] }

const marks = /\{\{\[(INPUT|OUTPUT|SYSTEM)(_END)?\]\}\}/g

/**
 * Takes a story apart where it says who speaks: by its marks, else by the names that begin its lines. Where it says
 * neither, its beginning is the person's and every piece after it the model's.
 */
export function splitStory(pieces: readonly string[], names: StoryNames): StoryPiece[] {
  const whole = pieces.join('')
  if (whole.search(marks) !== -1) return byMarks(whole, names)
  const split = bySpeakers(whole, names)
  if (split) return split
  return pieces.flatMap((text, index) =>
    text.trim() === '' ? [] : [{ role: index === 0 ? 'user' : 'assistant', author: null, text }],
  )
}

function byMarks(whole: string, names: StoryNames): StoryPiece[] {
  const found: StoryPiece[] = []
  // What stands before the first mark opens the story, as its character does.
  let role: Role = 'assistant'
  let start = 0
  const author = () => (role === 'user' ? names.person : names.others.length === 1 ? (names.others[0] ?? null) : null)
  for (const mark of whole.matchAll(marks)) {
    found.push(...said(role, author(), whole.slice(start, mark.index)))
    start = mark.index + mark[0].length
    if (mark[2]) continue
    role = mark[1] === 'INPUT' ? 'user' : mark[1] === 'OUTPUT' ? 'assistant' : 'system'
  }
  return [...found, ...said(role, author(), whole.slice(start))]
}

function bySpeakers(whole: string, { person, others }: StoryNames): StoryPiece[] | null {
  const speakers = [...(person ? [person] : []), ...others]
  if (speakers.length < 2) return null
  const form = new RegExp(`^(${speakers.map((name) => escapePattern(name)).join('|')}): ?`, 'gm')
  const turns = [...whole.matchAll(form)]
  if (turns.length === 0) return null
  return [
    ...said('assistant', null, whole.slice(0, turns[0]?.index)),
    ...turns.flatMap((turn, index) => {
      const words = whole.slice(turn.index + turn[0].length, turns[index + 1]?.index)
      return said(turn[1] === person ? 'user' : 'assistant', turn[1] ?? null, words)
    }),
  ]
}

function said(role: Role, author: string | null, words: string): StoryPiece[] {
  const text = words.trim()
  return text === '' ? [] : [{ role, author, text }]
}

function escapePattern(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
}
