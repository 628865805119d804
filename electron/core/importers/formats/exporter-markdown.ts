import type { Role } from '#shared/model/message.ts'
import type { Part } from '#shared/model/part.ts'
import { fencedLines } from '../reading/code-fences.ts'
import { modelIn, savedConversation } from './exporter-conversation.ts'
import { readFrontMatter } from '../reading/front-matter.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { mediaPart } from '../reading/media-parts.ts'
import { inOneLine, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralAsset, NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { headLines, joinLines } from '../files/whole-lines.ts'

const speaker = /^(#{1,6} |\*\*)?(You|ChatGPT|Plugin(?: \([^()]*\))?|system|tool|assistant|user):(\*\*)?\s*$/
const time = /^<time datetime="([^"]*)"[^>]*>[^<]*<\/time>$/
const thinking =
  /^\s*<details>\s*\n<summary>(?:Thought for (\d+(?:\.\d+)?) seconds|Thinking)<\/summary>\n([^]*?)\n<\/details>\n*/
const picture = /!\[[^\]\n]{0,100}\]\(((?:data:|file-service:\/\/|sediment:\/\/)[^)\s]*)/g

type SpeakerLine = { readonly mark: string; readonly name: string; readonly index: number }

/**
 * Whether a text begins as ChatGPT Exporter writes it. A head that holds nothing but the first words of the person may
 * as well be of somebody else's talk.
 */
export function looksLikeExporter(head: string): 'certain' | 'likely' | null {
  const spoken = speakerLines(headLines(head))
  const [person, model] = ['You', 'ChatGPT'].map((called) => spoken.some(({ name }) => name === called))
  const isHeaded = spoken[0]?.mark.startsWith('#') === true
  if (model === true && (person === true || isHeaded)) return 'certain'
  return person === true && isHeaded ? 'likely' : null
}

/** Reads a conversation that ChatGPT Exporter saved as Markdown. */
export function readExporterMarkdown(lines: readonly string[]): NeutralConversation {
  const spoken = speakerLines(lines)
  const first = spoken[0]?.index ?? lines.length
  const { fields, title, start } = readFrontMatter(lines, first)
  const name = createNodeNamer()
  const inline: NeutralAsset[] = []
  const model = modelIn(fields)
  const nodes = spoken.map(({ name: author, index }, place) => {
    const body = lines.slice(index + 1, spoken[place + 1]?.index ?? lines.length)
    return readTurn(author, body, model, name, inline)
  })
  const preamble = joinLines(lines.slice(start, first))
  return savedConversation({
    title,
    url: fields['source'] ?? fields['url'] ?? null,
    fields: preamble === '' ? fields : { ...fields, preamble },
    nodes: inOneLine(nodes),
    inline,
  })
}

/** The lines that say who speaks, all in the way of the first one: what is said may have headings of its own. */
function speakerLines(lines: readonly string[]): SpeakerLine[] {
  const fenced = fencedLines(lines)
  const found: SpeakerLine[] = []
  for (const [index, line] of lines.entries()) {
    const [, mark = '', name] = speaker.exec(line) ?? []
    if (name === undefined || fenced[index] === true) continue
    if (mark === (found[0]?.mark ?? mark)) found.push({ mark, name, index })
  }
  return found
}

function readTurn(
  speakerName: string,
  lines: readonly string[],
  model: string | null,
  name: ReturnType<typeof createNodeNamer>,
  inline: NeutralAsset[],
): NeutralNode {
  const role = roleOf(speakerName)
  const stamp = time.exec(lines[0] ?? '')?.[1]
  const said = joinLines(stamp === undefined ? lines : lines.slice(1))
  const createdAt = parseSourceTime(stamp)
  const plugin = /^Plugin \((.*)\)$/.exec(speakerName)?.[1] ?? null
  const thought = role === 'assistant' ? thinking.exec(said) : null
  const parts: Part[] = []
  if (thought) {
    const seconds = thought[1] === undefined ? null : Number(thought[1])
    parts.push({ kind: 'thought', text: (thought[2] ?? '').trim(), seconds })
  }
  const words = thought ? said.slice(thought[0].length) : said
  const wordPart = (text: string): Part =>
    role === 'tool' ? { kind: 'tool_result', text, name: plugin } : { kind: 'text', text }
  parts.push(...withPictures(words, wordPart, inline))
  return neutralNode({
    sourceId: name({ time: createdAt, who: role, text: words }),
    role,
    author: plugin,
    createdAt,
    parts,
    hidden: role === 'system',
    model: role === 'assistant' ? model : null,
  })
}

function roleOf(name: string): Role {
  if (name === 'You' || name === 'user') return 'user'
  if (name === 'ChatGPT' || name === 'assistant') return 'assistant'
  return name === 'system' ? 'system' : 'tool'
}

/** Pictures stand in the words themselves, as their bytes or by a pointer to what the page showed. */
function withPictures(words: string, wordPart: (text: string) => Part, inline: NeutralAsset[]): Part[] {
  const parts: Part[] = []
  let end = 0
  const push = (text: string) => {
    if (text.trim() !== '') parts.push(wordPart(text.trim()))
  }
  for (const match of words.matchAll(picture)) {
    const after = match.index + match[0].length
    if (words[after] !== ')') continue
    const holder = { uri: match[1] ?? '' }
    push(words.slice(end, match.index))
    inline.push(...takeInlineAssets(holder))
    parts.push(mediaPart({ pointer: holder.uri }, 'image'))
    end = after + 1
  }
  if (end === 0) return words === '' ? [] : [wordPart(words)]
  push(words.slice(end))
  return parts
}
