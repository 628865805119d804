import type { Part } from '#shared/model/part.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { baseName } from '../files/source-files.ts'

export type WechatKind = 'text' | 'image' | 'audio' | 'file' | 'app' | 'system'

const numbered: Readonly<Record<string, WechatKind>> = {
  1: 'text',
  3: 'image',
  34: 'audio',
  43: 'file',
  47: 'image',
  49: 'app',
  10000: 'system',
  10002: 'system',
}
const worded: readonly (readonly [RegExp, WechatKind])[] = [
  [/系[统統]|撤回|拍一拍/, 'system'],
  [/[图圖]片|表情/, 'image'],
  [/[语語]音消息|^[语語]音$/, 'audio'],
  [/[视視][频頻](?:消息)?$|^文件/, 'file'],
  [/引用|[链鏈]接|卡片|小程序|分享/, 'app'],
  [/文[本字]/, 'text'],
]

const quoteSubType = '57'
/** What the app writes for itself; a person may write tags of other names. In groups the sender's id stands before it. */
const isMarkup = (content: string) => /^\s*(?:[\w@-]+:\s*)?<(?:\?xml\b|msg\b|sysmsg\b|voipmsg\b)/.test(content)
/** A path or a bare name of a file, as tools that save media put it in the words' place. */
const pathLike = /^[^<>\n[\]]{1,300}\.\w{2,5}$/

/** What a message is by its type, which tools give as WeChat's number or in words; null for one not known. */
export function kindOf(type: string): WechatKind | null {
  return numbered[type] ?? worded.find(([words]) => words.test(type))?.[1] ?? null
}

/** Whether WeChat itself tells this, not a person. */
export function isSystemType(type: string): boolean {
  return kindOf(type) === 'system'
}

/** Turns the content of one message into parts: plain words, media by path, or what can be told from its markup. */
export function wechatParts(type: string, subType: string, content: string): Part[] {
  const kind = kindOf(type)
  if (kind === 'image' || kind === 'audio' || kind === 'file') return [media(kind, content)]
  if (kind === 'text' || !isMarkup(content)) return content === '' ? [] : [{ kind: 'text', text: content }]
  const title = markupField(content, 'title')
  if (kind === 'app' && subType === quoteSubType && title !== '')
    return [{ kind: 'text', text: title }, ...quoted(content)]
  const url = markupField(content, 'url')
  if (kind === 'app' && title !== '') {
    return [{ kind: 'citation', text: markupField(content, 'des'), title, url: url === '' ? null : url }]
  }
  return [opaquePart(type, { title: title || withoutMarkup(content), markup: content })]
}

function media(kind: 'image' | 'audio' | 'file', content: string): Part {
  if (!pathLike.test(content)) return mediaPart({ pointer: null }, kind)
  return mediaPart({ pointer: content, name: baseName(content.replaceAll('\\', '/')) }, kind)
}

/** The message that an answer quotes. */
function quoted(content: string): Part[] {
  const inner = between(content, '<refermsg>', '</refermsg>')
  if (inner === '') return []
  const text = markupField(inner, 'content')
  const shown = isMarkup(text) ? markupField(text, 'title') : text
  return [{ kind: 'citation', text: shown, title: markupField(inner, 'displayname') || null, url: null }]
}

function markupField(markup: string, name: string): string {
  const found = between(markup, `<${name}>`, `</${name}>`)
  const isData = found.startsWith('<![CDATA[') && found.endsWith(']]>')
  return (isData ? found.slice(9, -3) : withoutEntities(found)).trim()
}

function between(text: string, open: string, close: string): string {
  const start = text.indexOf(open)
  const end = start === -1 ? -1 : text.indexOf(close, start)
  return end === -1 ? '' : text.slice(start + open.length, end)
}

function withoutMarkup(markup: string): string {
  return withoutEntities(markup.replaceAll(/<[^<>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function withoutEntities(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (whole, name: string) => entities[name] ?? whole)
}
