import { isTag, type AnyNode } from 'domhandler'
import { DomUtils } from 'htmlparser2'
import { conversationIn, isGeminiName, promptOf, type GeminiExchange } from './gemini-exchange.ts'
import { hasClass, htmlElements, withClass, type Element } from '../files/html-elements.ts'
import { htmlMarkdown } from '../reading/html-markdown.ts'
import { htmlText } from '../files/html-text.ts'
import { mediaPart } from '../reading/media-parts.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseTakeoutTime } from '../reading/takeout-time.ts'

/** A row of the activity in HTML: Gemini's, with its title as it stands, or another product's. */
export type HtmlRow = { readonly title: string; readonly exchange: GeminiExchange } | 'other'

/** Whether a text begins as an activity page does; its rows may come long after its styles. */
export function looksLikeActivity(head: string): 'certain' | 'likely' | null {
  if (/class="header-cell[^>]*>\s*<p[^>]*>[^<]*(?:Gemini|Bard)/i.test(head)) return 'certain'
  return /^\s*(?:<!doctype html>\s*)?<html/i.test(head) && /\.mdl-|outer-cell/.test(head) ? 'likely' : null
}

/** Streams the rows of an activity page. Throws SourceTrouble. */
export async function* htmlRows(file: SourceFile): AsyncGenerator<HtmlRow, void, void> {
  const isRow = ({ attributes }: { attributes: { readonly [name: string]: string } }) =>
    (attributes['class'] ?? '').split(/\s+/).includes('outer-cell')
  for await (const element of htmlElements(file, isRow)) yield readRow(element, file)
}

function readRow(row: Element, file: SourceFile): HtmlRow {
  const [header] = withClass(row, 'header-cell')
  if (!header || !isGeminiName(htmlText(header.children))) return 'other'
  const [content] = withClass(row, 'content-cell').filter((cell) => !hasClass(cell, 'mdl-typography--text-right'))
  const lines = linesOf(content?.children ?? [])
  const at = lines.findIndex((line) => isTime(htmlText(line.nodes)))
  const above = (at === -1 ? lines : lines.slice(0, at)).map((line) => line.nodes)
  const below = at === -1 ? [] : lines.slice(at + 1).flatMap((line) => line.all)
  const files = above.filter(isFileLine)
  // A line that counts the files stands before them.
  const firstFile = above.findIndex(isFileLine)
  const said = above.filter((line, index) => !isFileLine(line) && !(firstFile > 0 && index === firstFile - 1))
  const title = said.map(htmlText).join('\n').trim()
  const stamp = at === -1 ? '' : htmlText(lines[at]?.nodes ?? [])
  const markdown = htmlMarkdown(below)
  const exchange: GeminiExchange = {
    file,
    prompt: promptOf(title),
    createdAt: parseTakeoutTime(stamp),
    stamp,
    answers: markdown === '' ? [] : [{ html: below.map((node) => DomUtils.getOuterHTML(node)).join(''), markdown }],
    attachments: files
      .flatMap((line) => linksIn(line))
      .map(({ name, url }) => mediaPart({ pointer: `takeout/${url}`, name })),
    conversationId: conversationIn(linksIn(row.children).map(({ url }) => url)),
    raw: { title, time: stamp },
  }
  return { title, exchange }
}

type Line = { readonly nodes: readonly AnyNode[]; readonly all: readonly AnyNode[] }

/** What stands between one line break and the next; `all` has the break as well. */
function linesOf(nodes: readonly AnyNode[]): Line[] {
  const lines: { nodes: AnyNode[]; all: AnyNode[] }[] = [{ nodes: [], all: [] }]
  for (const node of nodes) {
    const last = lines.at(-1)
    last?.all.push(node)
    if (isTag(node) && node.name === 'br') lines.push({ nodes: [], all: [] })
    else last?.nodes.push(node)
  }
  return lines
}

function isTime(line: string): boolean {
  return line.length < 60 && /\d{1,2}([:.])\d{2}\1\d{2}(?!\d)/.test(line) && /\b\d{4}|年/.test(line)
}

/** `- name`, where the name is a link to a file beside the page. */
function isFileLine(line: readonly AnyNode[]): boolean {
  return /^-\s/.test(htmlText(line)) && linksIn(line).some(({ url }) => !/^[a-z]+:/i.test(url))
}

function linksIn(nodes: readonly AnyNode[]): { readonly name: string; readonly url: string }[] {
  return DomUtils.findAll((element) => element.name === 'a' && Boolean(element.attribs['href']), [...nodes]).map(
    (link) => ({ name: htmlText(link.children), url: link.attribs['href'] ?? '' }),
  )
}
