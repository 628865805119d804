import { isTag } from 'domhandler'
import { DomUtils } from 'htmlparser2'
import type { Part } from '#shared/model/part.ts'
import type { ChatMessage } from '../reading/chat-log.ts'
import { hasClass, htmlElements, withClass, type Element } from '../files/html-elements.ts'
import { htmlText } from '../files/html-text.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { baseName, type SourceFile } from '../files/source-files.ts'
import type { SourceTime } from '../reading/source-time.ts'
import { wallTime } from '../reading/wall-time.ts'

/** One page of a chat: what the chat is called, and what was said on it. */
export type TelegramPage = { readonly title: string | null; readonly messages: readonly ChatMessage[] }

/** Whether a page begins as those that Telegram Desktop writes for reading in a browser. */
export function looksLikeTelegramPage(head: string): boolean {
  return (
    /<div class="history">/.test(head) && /<div class="message (?:default|service)[^"]*" id="message-?\d+">/.test(head)
  )
}

/** Reads one page. Throws SourceTrouble. */
export async function readTelegramPage(file: SourceFile): Promise<TelegramPage> {
  const messages: ChatMessage[] = []
  let title: string | null = null
  // A message that follows another of the same person does not name them again.
  let author: string | null = null
  const isWanted = ({ attributes }: { attributes: { readonly [name: string]: string } }) =>
    /^(?:page_header|message .+)$/.test(attributes['class'] ?? '')
  for await (const element of htmlElements(file, isWanted)) {
    const [body] = children(element, 'body')
    if (hasClass(element, 'page_header')) title = htmlText(withClass(element, 'bold')) || null
    else if (hasClass(element, 'service')) messages.push(...readService(element))
    else if (body) {
      const [name] = children(body, 'from_name')
      author = (name && htmlText(name.children)) || author
      messages.push(readMessage(element, body, author))
    }
  }
  return { title, messages }
}

/** Pages part the days from each other with lines of the same kind, under numbers below zero. */
function readService(element: Element): ChatMessage[] {
  const id = idOf(element)
  const text = htmlText(element.children)
  if (id === null || id.startsWith('-') || text === '') return []
  return [{ id, stamp: '', side: 'app', author: null, createdAt: null, parts: [{ kind: 'text', text }], raw: null }]
}

function readMessage(element: Element, body: Element, author: string | null): ChatMessage {
  const [clock] = children(body, 'date')
  const createdAt = readMoment(clock?.attribs['title'] ?? '')
  const [reply] = children(body, 'reply_to')
  const forwarded = children(body, 'forwarded')
  const parts = [body, ...forwarded].flatMap(readParts)
  const isPlain =
    !reply && forwarded.length === 0 && DomUtils.findOne((one) => one.name !== 'br', textOf(body)) === null
  return {
    id: idOf(element),
    stamp: createdAt?.zoneKnown === true ? String(createdAt.milliseconds / 1_000) : (createdAt?.original ?? ''),
    side: 'unknown',
    author,
    createdAt,
    parts: parts.length > 0 ? parts : [opaquePart('message', { html: DomUtils.getOuterHTML(body) })],
    raw: isPlain ? null : { html: DomUtils.getOuterHTML(body) },
  }
}

function readParts(body: Element): Part[] {
  const words = htmlText(textOf(body))
  const media = children(body, 'media_wrap').flatMap((wrap) => wrap.children.filter(isTag).map(readMedia))
  return words === '' ? media : [...media, { kind: 'text', text: words }]
}

const pictures = /\b(?:photo_wrap|media_photo|sticker_wrap)\b/
const sounds = /\b(?:media_voice_message|media_audio_file)\b/
const files = /\b(?:media_video|video_file_wrap|animated_wrap|media_file)\b/

function readMedia(element: Element): Part {
  const kind = element.attribs['class'] ?? ''
  const pointer = element.attribs['href'] ?? null
  const told = pictures.test(kind) ? 'image' : sounds.test(kind) ? 'audio' : undefined
  if (told === undefined && !files.test(kind)) {
    return opaquePart(/media_(\w+)/.exec(kind)?.[1] ?? 'media', { text: htmlText(element.children), pointer })
  }
  const name = pointer === null ? htmlText(withClass(element, 'title')) || null : baseName(pointer)
  return mediaPart({ pointer, name }, told)
}

const moment = /^(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: UTC([+-]\d{2}:\d{2}))?$/

/** Newer pages write the zone behind the moment. */
function readMoment(original: string): SourceTime | null {
  const [, day, month, year, hour, minute, second, zone] = moment.exec(original) ?? []
  if (second === undefined) return null
  if (zone === undefined) {
    const date = { year: Number(year), month: Number(month), day: Number(day) }
    return wallTime(date, { hour: Number(hour), minute: Number(minute), second: Number(second) }, original)
  }
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(milliseconds) ? null : { milliseconds, original, precision: 'second', zoneKnown: true }
}

function idOf({ attribs }: Element): string | null {
  return /^message(-?\d+)$/.exec(attribs['id'] ?? '')?.[1] ?? null
}

function textOf(body: Element) {
  return children(body, 'text').flatMap((text) => text.children)
}

function children(element: Element, className: string): Element[] {
  return element.children.filter(isTag).filter((child) => hasClass(child, className))
}
