import type { DayOrder } from '#shared/model/import-run.ts'
import { anonymousId, chatIdentity } from '../reading/chat-identity.ts'
import { eachFile } from '../files/each-file.ts'
import { firstTime } from '../reading/first-time.ts'
import { readFrontMatter } from '../reading/front-matter.ts'
import { byTurns } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode, NeutralSpeaker } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { isRoleWord, roleOfName } from '../reading/role-names.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import { parseSourceTime, type SourceTime } from '../reading/source-time.ts'
import { findTalk } from '../reading/speaker-choice.ts'
import type { SpeakerLine } from '../reading/speaker-lines.ts'
import { partsOfAnswer } from '../reading/thinking-tags.ts'
import { headLines, joinLines, wholeLines } from '../files/whole-lines.ts'
import { createWrittenTimes } from '../reading/written-time.ts'

/** A talk that somebody wrote down or copied, as text or Markdown: each turn begins with a name. */
export const transcript: Importer = { id: 'transcript', descend: [], detect, read }

/** With so many turns known, the next export of the same talk has them too. */
const openingTurns = 4

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'text') return null
  const talk = findTalk(headLines(sample.head))
  return talk && { certainty: talk.isPlain ? 'certain' : 'likely', why: byTurns }
}

function read({ files, dayOrder = null }: Claim): AsyncGenerator<ReadItem, void, void> {
  return eachFile(files, (file) => readFile(file, dayOrder))
}

async function* readFile(file: SourceFile, dayOrder: DayOrder | null): AsyncGenerator<ReadItem, void, void> {
  const lines = await wholeLines(file)
  const turns = findTalk(lines)?.turns
  const title = baseName(file.name).replace(/\.\w{1,8}$/, '')
  if (turns) {
    const times = createTimes(turns, dayOrder)
    if (times.unsure) yield { kind: 'note', file: file.name, code: 'date-order-unsure', item: times.unsure }
    yield { kind: 'conversation', file: file.name, conversation: readTalk(lines, turns, times.of, title) }
  } else {
    // The person says it is a talk, but nobody in it has a name: it is kept as it is.
    yield { kind: 'note', file: file.name, code: 'no-speakers', item: null }
    yield { kind: 'conversation', file: file.name, conversation: readNote(lines, title) }
  }
}

function readTalk(
  lines: readonly string[],
  turns: readonly SpeakerLine[],
  timeOf: (turn: SpeakerLine) => SourceTime | null,
  fileTitle: string,
): NeutralConversation {
  const first = turns[0]?.index ?? lines.length
  const { fields, title, start } = readFrontMatter(lines, first)
  const preamble = joinLines(lines.slice(start, first))
  const sideOf = createSides(turns)
  const name = createNodeNamer()
  const nodes = inOneLine(
    turns.map((turn, place) => {
      const body = [turn.rest, ...lines.slice(turn.index + 1, turns[place + 1]?.index ?? lines.length)]
      return readTurn(turn, joinLines(body), sideOf(turn.name), timeOf(turn), name)
    }),
  )
  const people = peopleOf(turns, sideOf)
  return neutralConversation({
    source: 'transcript',
    sourceId: people
      ? anonymousId(
          null,
          nodes.slice(0, openingTurns).map(({ sourceId }) => sourceId),
        )
      : chatIdentity(null, nodes),
    title: title ?? (fileTitle || null),
    createdAt: firstTime(nodes),
    nodes,
    ...(people && { people }),
    raw: { ...fields, preamble },
  })
}

function readTurn(
  turn: SpeakerLine,
  text: string,
  side: Side,
  createdAt: SourceTime | null,
  name: ReturnType<typeof createNodeNamer>,
): NeutralNode {
  const role = side === 'unknown' ? 'assistant' : side
  return neutralNode({
    // The zone of the clock and the order of the date may be guessed, so the moment itself is no mark.
    sourceId: name({ time: null, who: `${turn.name} ${turn.time ?? ''}`, text }),
    role,
    author: isRoleWord(turn.name) && side !== 'unknown' ? null : turn.name,
    createdAt,
    parts: text === '' ? [] : role === 'assistant' ? partsOfAnswer(text) : [{ kind: 'text', text }],
    hidden: role === 'system',
    raw: turn.time === null ? null : { time: turn.time },
  })
}

type Side = NeutralNode['role'] | 'unknown'

/** Where some are called by their role, it tells who the others are; where all are called by one, it tells nothing. */
function createSides(turns: readonly SpeakerLine[]): (name: string) => Side {
  const roles = new Map([...new Set(turns.map(({ name }) => name))].map((name) => [name, roleOfName(name)]))
  const said = [...roles.values()]
  const talking = said.filter((role) => role !== 'system' && role !== 'tool')
  const isTold = new Set(talking).size > 1
  const other = said.includes('user') ? 'assistant' : talking.length === 2 ? 'user' : 'unknown'
  return (name) => {
    const role = roles.get(name) ?? null
    if (!isTold) return role === 'system' || role === 'tool' ? role : 'unknown'
    return role ?? other
  }
}

/** Those who speak, where any of them has a name of their own that does not tell whose side they are on. */
function peopleOf(turns: readonly SpeakerLine[], sideOf: (name: string) => Side): NeutralSpeaker[] | null {
  const counts = new Map<string, number>()
  for (const { name } of turns) counts.set(name, (counts.get(name) ?? 0) + 1)
  if (![...counts.keys()].some((name) => sideOf(name) === 'unknown')) return null
  return [...counts].flatMap(([name, messages]) => {
    const side = sideOf(name)
    if (side === 'system' || side === 'tool') return []
    return [{ name, messages, side: side === 'user' ? 'you' : side === 'assistant' ? 'them' : side }]
  })
}

function createTimes(
  turns: readonly SpeakerLine[],
  dayOrder: DayOrder | null,
): { readonly of: (turn: SpeakerLine) => SourceTime | null; readonly unsure: string | null } {
  const texts = new Set(turns.flatMap(({ time }) => time ?? []))
  const written = createWrittenTimes(
    [...texts].map((text) => ({ text, before: null })),
    dayOrder,
  )
  return {
    of: ({ time }) => (time === null ? null : (parseSourceTime(time) ?? written.read(time))),
    unsure: written.unsure,
  }
}

function readNote(lines: readonly string[], fileTitle: string): NeutralConversation {
  const text = joinLines(lines)
  const name = createNodeNamer()
  const node = neutralNode({
    sourceId: name({ time: null, who: '', text }),
    role: 'user',
    parts: text === '' ? [] : [{ kind: 'text', text }],
  })
  return neutralConversation({
    source: 'transcript',
    sourceId: anonymousId(null, [node.sourceId]),
    title: fileTitle || null,
    nodes: [node],
  })
}
