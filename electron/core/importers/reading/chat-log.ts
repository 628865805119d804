import type { Source } from '#shared/model/conversation.ts'
import type { Role } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import { fingerprint } from './fingerprint.ts'
import { assetsOf } from './media-parts.ts'
import type { NamedFiles } from '../files/named-files.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { inOneLine, neutralConversation, neutralNode } from './neutral-builders.ts'
import { createNodeNamer } from './node-identity.ts'
import type { SourceTime } from './source-time.ts'

/** Whose words they are: the person's, somebody else's, the app's own, or nobody can tell. */
export type Side = 'you' | 'them' | 'app' | 'unknown'

/** One message of a messenger. */
export type ChatMessage = {
  /** The messenger's own id for it, unique within the chat, if it has one. */
  readonly id: string | null
  /** When it was said, in words that are the same in every export: no matter the machine's zone or what was guessed. */
  readonly stamp: string
  readonly side: Side
  readonly author: string | null
  readonly createdAt: SourceTime | null
  readonly parts: readonly Part[]
  /** What the source says beyond the other fields. */
  readonly raw: unknown
}

/** One chat of a messenger, in the order in which it was said. */
export type ChatLog = {
  readonly source: Source
  /** The messenger's own id for the chat; without one it is known again by its people and how it began. */
  readonly id: string | null
  readonly title: string | null
  /** True when two people talk, so that who one of them is tells who the other is. */
  readonly isPrivate: boolean
  readonly messages: readonly ChatMessage[]
  readonly raw: unknown
  readonly files: NamedFiles
  /** The folder that the chat's file lies in. */
  readonly near: string
}

type Person = { messages: number; side: 'you' | 'them' | 'unknown' }

/** Makes a conversation of a chat: one line of messages, who took part, and the files they sent. */
export function readChatLog(log: ChatLog): NeutralConversation {
  const people = findPeople(log)
  const sourceId = log.id ?? anonymousId(log, [...people.keys()])
  const scoped = (pointer: string) => (/^\w+:\/\//.test(pointer) ? pointer : `${sourceId}/${pointer}`)
  const nodes = inOneLine(nodesOf(log, people, scoped))
  const paths = new Map<string, string>()
  for (const { parts } of log.messages) {
    for (const part of parts) if ('pointer' in part && part.pointer) paths.set(scoped(part.pointer), part.pointer)
  }
  return neutralConversation({
    source: log.source,
    sourceId,
    title: log.title ?? titleOf([...people]),
    createdAt: log.messages.find((message) => message.createdAt)?.createdAt ?? null,
    updatedAt: log.messages.findLast((message) => message.createdAt)?.createdAt ?? null,
    nodes,
    people: [...people].map(([name, person]) => ({ name, ...person })),
    assets: assetsOf(nodes, (pointer) => {
      const file = log.files.find(paths.get(pointer) ?? pointer, log.near)
      return file ? { id: pointer, pointer, name: null, mime: null, file } : undefined
    }),
    raw: log.raw,
  })
}

function nodesOf(
  { messages }: ChatLog,
  people: ReadonlyMap<string, Person>,
  scoped: (pointer: string) => string,
): NeutralNode[] {
  const nameOf = createNodeNamer()
  const used = new Map<string, string>()

  /** The zone of a clock and the order of a date may be guessed, so the moment itself is no mark. */
  function ownName({ stamp, author, parts }: ChatMessage): string {
    return nameOf({ time: null, who: `${author ?? ''} ${stamp}`, text: parts.map(wordsOf).join('\n') })
  }

  /** Files that overlap repeat messages, and answer null here; an id used for something else must not hide it. */
  function freeName(id: string, message: ChatMessage): string | null {
    const said = fingerprint([message.stamp, message.author, message.parts.map(wordsOf)])
    const before = used.get(id)
    if (before === said) return null
    if (before !== undefined) return `${id}:${ownName(message)}`
    used.set(id, said)
    return id
  }

  return messages.flatMap((message) => {
    const { id, side, author, createdAt, raw } = message
    const parts = message.parts.map((part) =>
      'pointer' in part && part.pointer ? { ...part, pointer: scoped(part.pointer) } : part,
    )
    const known = side === 'unknown' && author !== null ? (people.get(author)?.side ?? side) : side
    const sourceId = id === null ? ownName(message) : freeName(id, message)
    if (sourceId === null) return []
    return [neutralNode({ sourceId, role: roles[known], author, createdAt, parts, raw })]
  })
}

const roles: Readonly<Record<Side, Role>> = { you: 'user', them: 'assistant', unknown: 'assistant', app: 'system' }

/** Everybody who said something, by name, and whose side they are on as far as that can be told. */
function findPeople({ messages, isPrivate }: ChatLog): Map<string, Person> {
  const people = new Map<string, Person>()
  for (const { author, side } of messages) {
    if (author === null || side === 'app') continue
    const person = people.get(author) ?? { messages: 0, side: 'unknown' }
    person.messages += 1
    if (person.side === 'unknown') person.side = side
    people.set(author, person)
  }
  const sides = new Set([...people.values()].map((person) => person.side))
  // Where the person is known, everybody else is not them; of two, whoever is not the other is the person.
  const rest = sides.has('you') ? 'them' : isPrivate && people.size === 2 && sides.has('them') ? 'you' : 'unknown'
  for (const person of people.values()) if (person.side === 'unknown') person.side = rest
  return people
}

/** Two people have one chat with each other; a larger one is known by how it began. */
function anonymousId({ messages }: ChatLog, names: readonly string[]): string {
  const first = messages.find((message) => message.side !== 'app') ?? messages[0]
  const marks = names.length === 1 || names.length === 2 ? names.toSorted() : [first?.stamp, first?.author]
  return `anonymous:${fingerprint(marks)}`
}

/** A chat without a title is called by those the person talked to. */
function titleOf(people: readonly (readonly [string, Person])[]): string | null {
  const names = people.flatMap(([name, { side }]) => (side === 'you' ? [] : [name]))
  return names.length > 0 && names.length <= 3 ? names.join(', ') : null
}

function wordsOf(part: Part): string {
  if ('text' in part) return part.text
  return 'pointer' in part ? (part.pointer ?? part.name ?? '') : ''
}
