import type { Providers } from '#core/providers/providers.ts'
import type { ReplyPiece, ReplyStream } from '#core/providers/reply-stream.ts'
import type { ReplyEvent } from '#shared/contract/chat.ts'
import type { ConversationId, MessageId } from '#shared/model/ids.ts'
import type { FailureCode } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import type { Beginning } from './continuation.ts'
import type { ReplyUpdate } from './message-repository.ts'

export type Channel = 'text' | 'thought'
type Ending = Extract<ReplyPiece, { type: 'finish' }>
type StandIn = Extract<ReplyPiece, { type: 'stand-in' }>
type Outcome =
  | { readonly state: 'complete'; readonly ending: Ending | null }
  | { readonly state: 'stopped' | 'interrupted' }
  | { readonly state: 'failed'; readonly code: FailureCode; readonly detail: string | null }

export type ReplyParts = {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  /** The model that was asked, until the provider names the one that spoke. */
  readonly model: string | null
  /** What it begins with, where it goes on from one that was cut off. */
  readonly beginning: Beginning
  readonly write: (update: ReplyUpdate) => void
  readonly publish: (event: ReplyEvent) => void
  /** Names an error of the stream. */
  readonly explain: (error: unknown) => Pick<ReturnType<Providers['explain']>, 'code' | 'detail'>
  readonly now: () => number
  /**
   * Told once, when the reply is over. `trouble` is what went wrong with storing it, `unstored` its end where that is lost.
   */
  readonly ended: (outcome: Outcome, trouble: unknown, unstored: ReplyUpdate | null) => void
}

/** Words are gathered this long before windows hear of them, and this long at most before they are on the disk. */
const gather = 30
const keep = 1_000

/**
 * One reply while it is written: pending, streaming, then finished, stopped, interrupted or failed, once. What windows
 * have been told is `text` and `thought`, as of event `seq`; what came since waits to be told together.
 */
export class Reply {
  readonly conversationId: ConversationId
  readonly messageId: MessageId
  readonly #parts: ReplyParts
  readonly #abort = new AbortController()
  #isOver = false
  #seq = 0
  #told: { text: string; thought: string }
  #waiting: { channel: Channel; text: string }[] = []
  #gatherTimer: NodeJS.Timeout | undefined
  #keepTimer: NodeJS.Timeout | undefined
  #thoughtSince: number | null = null
  #thoughtSeconds: number | null
  #secondsTold: boolean
  #standIn: StandIn | null = null

  constructor(parts: ReplyParts) {
    this.#parts = parts
    this.conversationId = parts.conversationId
    this.messageId = parts.messageId
    const { text, thought, seconds } = parts.beginning
    this.#told = { text, thought }
    this.#thoughtSeconds = seconds
    this.#secondsTold = seconds !== null
  }

  /**
   * Writes what the stream says until it ends; a code instead of a stream is why nobody is asked. Never rejects: every
   * end is a state of the message.
   */
  async run(
    open: (signal: AbortSignal) => ReplyStream | FailureCode | Promise<ReplyStream | FailureCode>,
  ): Promise<void> {
    let ending: Ending | null = null
    try {
      const opening = open(this.#abort.signal)
      const stream = opening instanceof Promise ? await opening : opening
      if (this.#isOver) return
      if (typeof stream === 'string') return this.#end({ state: 'failed', code: stream, detail: null })
      for await (const piece of stream) {
        if (this.#isOver) return
        if (piece.type === 'delta') this.#hear(piece.channel, piece.text)
        else if (piece.type === 'stand-in') this.#standIn = piece
        else ending = piece
      }
      this.#end({ state: 'complete', ending })
    } catch (error) {
      const { code, detail } = this.#parts.explain(error)
      this.#end({ state: 'failed', code, detail })
    }
  }

  /** The person's stop: what came stays. */
  stop(): void {
    this.#end({ state: 'stopped' })
  }

  /** The vault is closing: what came stays, marked as cut off. */
  interrupt(): void {
    this.#end({ state: 'interrupted' })
  }

  /** All that windows have been told so far. */
  snapshot(): Extract<ReplyEvent, { type: 'snapshot' }> {
    return { type: 'snapshot', messageId: this.messageId, seq: this.#seq, ...this.#told, seconds: this.#thoughtSeconds }
  }

  #hear(channel: Channel, text: string): void {
    if (channel === 'thought') this.#thoughtSince ??= this.#parts.now()
    else if (this.#thoughtSince !== null) {
      // However often it thinks again: what all of it took.
      const seconds = Math.max(0, Math.round((this.#parts.now() - this.#thoughtSince) / 1_000))
      this.#thoughtSeconds = (this.#thoughtSeconds ?? 0) + seconds
      this.#thoughtSince = null
      this.#secondsTold = false
    }
    const last = this.#waiting.at(-1)
    if (last?.channel === channel) last.text += text
    else this.#waiting.push({ channel, text })
    this.#gatherTimer ??= setTimeout(() => this.#tell(), gather)
    this.#keepTimer ??= setTimeout(() => this.#keepSoFar(), keep)
  }

  /** Passes on what has gathered, except half an emoji at the end: its other half is in the next piece. */
  #tell(isLast = false): void {
    clearTimeout(this.#gatherTimer)
    this.#gatherTimer = undefined
    const pieces = this.#waiting
    this.#waiting = []
    for (const [index, { channel, text }] of pieces.entries()) {
      const isHalf = !isLast && index === pieces.length - 1 && /[\ud800-\udbff]$/.test(text)
      const whole = isHalf ? text.slice(0, -1) : text
      if (isHalf) this.#waiting.push({ channel, text: text.slice(-1) })
      if (whole === '') continue
      this.#told[channel] += whole
      this.#seq += 1
      const about = { messageId: this.messageId, seq: this.#seq, channel, text: whole }
      const seconds = channel === 'text' && !this.#secondsTold ? this.#thoughtSeconds : null
      if (seconds !== null) this.#secondsTold = true
      this.#parts.publish({ type: 'delta', ...about, ...(seconds !== null && { seconds }) })
    }
  }

  #keepSoFar(): void {
    this.#keepTimer = undefined
    this.#tell()
    try {
      this.#parts.write({ parts: this.#written(null) })
    } catch (error) {
      // Words that cannot be stored must not go on appearing as if they were safe.
      this.#end({ state: 'failed', code: 'unknown', detail: null }, error)
    }
  }

  #written(errorText: string | null): Part[] {
    const { text, thought } = this.#told
    const parts: Part[] = [...this.#parts.beginning.kept]
    if (this.#standIn !== null) parts.push({ kind: 'stand_in', asked: [...this.#standIn.asked] })
    if (thought !== '') parts.push({ kind: 'thought', text: thought, seconds: this.#thoughtSeconds })
    if (text !== '') parts.push({ kind: 'text', text })
    if (errorText !== null) parts.push({ kind: 'error', text: errorText })
    return parts
  }

  #end(outcome: Outcome, earlierTrouble: unknown = null): void {
    if (this.#isOver) return
    this.#isOver = true
    clearTimeout(this.#keepTimer)
    this.#tell(true)
    const update = this.#lastUpdate(outcome)
    let trouble = earlierTrouble
    let unstored: ReplyUpdate | null = null
    try {
      this.#parts.write(update)
    } catch (error) {
      trouble ??= error
      unstored = update
    }
    this.#seq += 1
    this.#parts.publish(
      this.#lastEvent(trouble === null ? outcome : { state: 'failed', code: 'unknown', detail: null }),
    )
    this.#parts.ended(outcome, trouble, unstored)
    this.#abort.abort()
  }

  #lastUpdate(outcome: Outcome): ReplyUpdate {
    const parts = this.#written(outcome.state === 'failed' ? outcome.detail : null)
    const speaker = this.#standIn && { model: this.#standIn.model, provider: this.#standIn.provider }
    if (outcome.state === 'failed') return { parts, state: outcome.state, failure: outcome.code, ...speaker }
    if (outcome.state !== 'complete') return { parts, state: outcome.state, ...speaker }
    const { ending } = outcome
    const model = ending?.model ?? speaker?.model ?? this.#parts.model
    const told = { finishReason: ending?.reason ?? null, tokens: ending?.tokens ?? null }
    return { parts, state: 'complete', ...told, ...speaker, model }
  }

  #lastEvent(outcome: Outcome): ReplyEvent {
    const about = { messageId: this.messageId, seq: this.#seq }
    if (outcome.state === 'failed') return { type: 'failed', ...about, code: outcome.code }
    return { type: outcome.state === 'complete' ? 'finished' : 'stopped', ...about }
  }
}
