import { isTag } from 'domhandler'
import { DomUtils } from 'htmlparser2'
import type { Part } from '#shared/model/part.ts'
import { modelIn, savedConversation } from './exporter-conversation.ts'
import { hasClass, htmlElements, withClass, type Element } from '../files/html-elements.ts'
import { htmlMarkdown } from '../reading/html-markdown.ts'
import { htmlText } from '../files/html-text.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { inOneLine, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralAsset, NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import type { SourceFile } from '../files/source-files.ts'
import { parseSourceTime } from '../reading/source-time.ts'

/** Whether a page begins as those of ChatGPT Exporter do; its styles come long before what was said. */
export function looksLikeExporterPage(head: string): boolean {
  return /^\s*<(?:!doctype html|html)/i.test(head) && /[."]conversation-item\b/.test(head)
}

/** Reads a conversation that ChatGPT Exporter saved as a page. Throws SourceTrouble. */
export async function readExporterPage(file: SourceFile): Promise<NeutralConversation> {
  const fields: Record<string, unknown> = Object.create(null)
  const nodes: NeutralNode[] = []
  const inline: NeutralAsset[] = []
  const name = createNodeNamer()
  let title: string | null = null
  let url: string | null = null
  const isWanted = ({ name: tag, attributes }: { name: string; attributes: { readonly [name: string]: string } }) =>
    tag === 'h1' || /^(?:conversation-item|metadata_item)$/.test(attributes['class'] ?? '')
  for await (const element of htmlElements(file, isWanted)) {
    if (hasClass(element, 'conversation-item')) nodes.push(readItem(element, name, inline))
    else if (hasClass(element, 'metadata_item')) {
      const [key, value] = element.children.filter(isTag).map((cell) => htmlText(cell.children))
      if (key) fields[key] = value ?? ''
    } else if (title === null && nodes.length === 0) {
      const [link] = DomUtils.findAll((one) => one.name === 'a', element.children)
      title = htmlText((link ?? element).children) || null
      url = link?.attribs['href'] ?? null
    }
  }
  const model = modelIn(fields)
  const named = nodes.map((node) => (node.role === 'assistant' ? { ...node, model } : node))
  return savedConversation({ title, url, fields, nodes: inOneLine(named), inline })
}

function readItem(item: Element, name: ReturnType<typeof createNodeNamer>, inline: NeutralAsset[]): NeutralNode {
  const [author] = withClass(item, 'author')
  const [content] = withClass(item, 'conversation-content')
  const [clock] = withClass(item, 'time')
  const role = author && hasClass(author, 'user') ? 'user' : 'assistant'
  const createdAt = parseSourceTime(clock?.attribs['datetime'])
  const children = content?.children ?? []
  // What a person wrote is shown as it stands; an answer was Markdown before.
  const words = role === 'user' ? content && DomUtils.textContent(content).trim() : htmlMarkdown(children)
  const parts: Part[] = withClass(item, 'thinking').map(readThought)
  if (words) parts.push({ kind: 'text', text: words })
  for (const picture of DomUtils.findAll((one) => one.name === 'img', children)) {
    const holder = { uri: picture.attribs['src'] ?? '' }
    inline.push(...takeInlineAssets(holder))
    if (holder.uri !== '') parts.push(mediaPart({ pointer: holder.uri }, 'image'))
  }
  return neutralNode({
    sourceId: name({ time: createdAt, who: role, text: content ? DomUtils.textContent(content) : '' }),
    role,
    createdAt,
    parts,
    raw: role === 'user' ? null : { html: children.map((child) => DomUtils.getOuterHTML(child)).join('') },
  })
}

function readThought(details: Element): Part {
  const isSummary = (node: (typeof details.children)[number]) => isTag(node) && node.name === 'summary'
  const summary = htmlText(details.children.filter(isSummary))
  const seconds = /(\d+(?:\.\d+)?) seconds/.exec(summary)?.[1]
  return {
    kind: 'thought',
    text: htmlMarkdown(details.children.filter((node) => !isSummary(node))),
    seconds: seconds === undefined ? null : Number(seconds),
  }
}
