import { parseDocument } from 'htmlparser2'
import { conversationIn, isGeminiName, isGeminiUrl, promptOf, type GeminiExchange } from './gemini-exchange.ts'
import { htmlMarkdown } from '../reading/html-markdown.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, type UntrustedObject } from '../untrusted.ts'

/** Whether a row of the activity in JSON is Gemini's. Every Google product writes rows of the same form. */
export function isGeminiRow(row: UntrustedObject): boolean {
  if (typeof row['header'] !== 'string' || typeof row['title'] !== 'string') return false
  const names = [row['header'], ...asList(row['products'])]
  return names.some((name) => typeof name === 'string' && isGeminiName(name)) || urlsOf(row).some(isGeminiUrl)
}

/** Whether something is a row of any Google product's activity. */
export function isActivityRow(row: UntrustedObject): boolean {
  return typeof row['header'] === 'string' && typeof row['title'] === 'string' && typeof row['time'] === 'string'
}

/** Reads one row of the activity in JSON. */
export function readActivityRow(row: UntrustedObject, file: SourceFile): GeminiExchange {
  const { safeHtmlItem, ...rest } = row
  const html = asList(safeHtmlItem).flatMap((item) => asText(asObject(item)['html']) ?? [])
  return {
    file,
    prompt: promptOf(asText(row['title']) ?? ''),
    createdAt: parseSourceTime(row['time']),
    stamp: String(row['time']),
    answers: html.map((text) => ({ html: text, markdown: htmlMarkdown(parseDocument(text).children) })),
    attachments: [...asList(row['attachedFiles']), row['imageFile']].flatMap((entry) => {
      if (entry === undefined || entry === null || entry === '') return []
      const name = asText(entry) ?? asText(asObject(entry)['name'])
      if (name === null) return [opaquePart('attachment', entry)]
      return [mediaPart({ pointer: `takeout/${name}`, name })]
    }),
    conversationId: conversationIn(urlsOf(row)),
    raw: rest,
  }
}

function urlsOf(row: UntrustedObject): (string | null)[] {
  return [row['titleUrl'], ...asList(row['details']).map((detail) => asObject(detail)['url'])].map(asText)
}
