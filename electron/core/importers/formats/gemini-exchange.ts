import type { Part } from '#shared/model/part.ts'
import type { SourceFile } from '../files/source-files.ts'
import type { SourceTime } from '../reading/source-time.ts'

/** One row of the activity: what was asked and what came back. */
export type GeminiExchange = {
  readonly file: SourceFile
  /** What stands before the prompt is taken off; null where nothing was asked. */
  readonly prompt: string
  readonly createdAt: SourceTime | null
  /** The time as it is written, by which a row without an understood time is known again. */
  readonly stamp: string
  /** The answer, as HTML and as Markdown; empty where Google kept none. */
  readonly answers: readonly { readonly html: string; readonly markdown: string }[]
  readonly attachments: readonly Part[]
  readonly conversationId: string | null
  readonly raw: unknown
}

/** What Google puts before a prompt, in the languages it is known in. Any other beginning stays with the prompt. */
const verbs =
  /^(?:Prompted|Asked|Said|Submitted query|Answered|Branched|送信したメッセージ:|Υποβλήθηκε το ερώτημα|Has dicho:|Hiciste la petición)(?:[\s\u00a0]|$)/u
const otherDeeds = /^(?:Created|Used|Gave feedback|Selected preferred draft|Added|Cleared)(?:[\s\u00a0]|$)/

/** A title without the verb that Google puts before it. */
export function promptOf(title: string): string {
  return title.replace(verbs, '')
}

/** Whether a row without an answer is something else that was done, and nothing that was said. */
export function isOtherDeed(title: string): boolean {
  return otherDeeds.test(title)
}

/** Whether a product is Gemini or what it was called before, in any language. */
export function isGeminiName(name: string): boolean {
  return /gemini|\bbard\b/i.test(name)
}

/** The conversation that links to Gemini name, if they all name the same. */
export function conversationIn(urls: readonly (string | null)[]): string | null {
  const ids = new Set(urls.map(conversationOf).filter((id) => id !== null))
  const [id = null] = ids
  return ids.size === 1 ? id : null
}

/** Whether a link leads to Gemini itself, not to a search for it. */
export function isGeminiUrl(text: string | null): boolean {
  const host = parsed(text)?.hostname
  return host === 'gemini.google.com' || host === 'bard.google.com'
}

function conversationOf(text: string | null): string | null {
  if (!isGeminiUrl(text)) return null
  return /^\/(?:u\/\d+\/)?(?:app|chat)\/(?:c\/)?([\w-]{6,})\/?$/.exec(parsed(text)?.pathname ?? '')?.[1] ?? null
}

function parsed(text: string | null): URL | null {
  return text === null ? null : URL.parse(text)
}
