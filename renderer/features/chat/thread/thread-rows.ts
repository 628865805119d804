import type { CompanionId, MessageId } from '#shared/model/ids.ts'
import type { Message, Role } from '#shared/model/message.ts'
import { spokenText } from '#shared/model/part.ts'

/** One line of the thread as it is drawn. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly time: number }
  | { readonly kind: 'gap'; readonly key: string; readonly time: number }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly startsGroup: boolean }
  | { readonly kind: 'aside'; readonly key: string; readonly messages: readonly Message[] }

/** Silence after which the time is told. */
const gapMilliseconds = 30 * 60_000
/** Silence after which the same person's next message stands on its own. */
const groupMilliseconds = 5 * 60_000

/** Kept, but not part of what was said: folded away until somebody looks. */
export function isAside(message: Message): boolean {
  if (message.deleted) return false
  if (message.hidden || message.role === 'system' || message.role === 'tool') return true
  if (message.state !== 'complete') return false
  return message.parts.every(
    (part) =>
      part.kind === 'thought' || part.kind === 'tool_call' || part.kind === 'tool_result' || part.kind === 'context',
  )
}

/** The same for all versions of a message: stepping through them keeps the row, with its focus and its position. */
function placeOf({ parentId }: Message): string {
  return `p${parentId ?? 0}`
}

/** The local calendar day of a moment, as a comparable text. */
export function localDay(time: number): string {
  const date = new Date(time)
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
}

/**
 * Orders messages into rows: a rule for each new day, a time after silence, folded runs of what was not said aloud, and
 * one line above the message from which on all is new.
 */
export function toThreadRows(
  messages: readonly Message[],
  dayOf: (time: number) => string = localDay,
  newFrom: MessageId | null = null,
): ThreadRow[] {
  const rows: ThreadRow[] = []
  let folded: Message[] = []
  let lastTime: number | null = null
  let lastDay: string | null = null
  let newsBegin = false
  let group = null as {
    readonly role: Role
    readonly companionId: CompanionId | null
    readonly time: number | null
  } | null

  const unfold = () => {
    const [first] = folded
    if (first) rows.push({ kind: 'aside', key: `a${first.id}`, messages: folded })
    folded = []
  }

  for (const message of messages) {
    const time = message.createdAt
    if (message.id === newFrom) newsBegin = true
    if (isAside(message)) {
      folded.push(message)
      continue
    }
    if (time !== null) {
      const day = dayOf(time)
      if (day !== lastDay) {
        unfold()
        rows.push({ kind: 'day', key: `d${message.id}`, time })
        group = null
      } else if (lastTime !== null && time - lastTime >= gapMilliseconds) {
        unfold()
        rows.push({ kind: 'gap', key: `g${message.id}`, time })
        group = null
      }
      lastDay = day
      lastTime = time
    }
    unfold()
    if (newsBegin) {
      rows.push({ kind: 'new', key: 'new' })
      newsBegin = false
      group = null
    }
    const startsGroup: boolean =
      group === null ||
      group.role !== message.role ||
      group.companionId !== message.companionId ||
      (time !== null && group.time !== null && time - group.time > groupMilliseconds)
    rows.push({ kind: 'message', key: placeOf(message), message, startsGroup })
    group = { role: message.role, companionId: message.companionId, time: time ?? group?.time ?? null }
  }
  unfold()
  return rows
}

/** Whether there is anything to copy or to edit. */
export function hasWords(message: Message): boolean {
  return spokenText(message.parts).length > 0
}
