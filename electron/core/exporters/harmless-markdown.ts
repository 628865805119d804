import type { Nodes } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

/** Everything that a viewer may make of Markdown, HTML and all. */
const processor = unified().use(remarkParse).use(remarkGfm).freeze()
/** Without any of these there is nothing to be wary of. */
const suspicious = /<|!\[|\]\s*[([:]/
const runs = /^\s*(?:javascript|data|vbscript|file):/i

/**
 * Words that read as they were and do nothing where a viewer shows them: no HTML, no picture from elsewhere, no link
 * that runs something. Code stays as it is.
 */
export function harmlessMarkdown(words: string): string {
  const text = /```|~~~/.test(words) ? closed(words) : words
  if (!suspicious.test(text)) return text
  const kept = defuseOutside(text, codeIn(text))
  // What was an element may have held a mark that now pairs with another one.
  return isHarmless(processor.parse(kept)) ? kept : defuse(text)
}

/** Words whose last fence is shut, so that it does not take in what others say after them, or end where theirs begins. */
function closed(text: string): string {
  const last = processor.parse(`${text}\n\nx`).children.at(-1)
  const start = last?.type === 'code' ? last.position?.start.offset : undefined
  const mark = start === undefined ? undefined : /^[`~]+/.exec(text.slice(start))?.[0]
  return mark === undefined ? text : `${text}\n${mark}`
}

/** Where the code is, as pairs of offsets in order. */
function codeIn(text: string): readonly (readonly [start: number, end: number])[] {
  const found: [number, number][] = []
  const visit = (node: Nodes): void => {
    const [start, end] = [node.position?.start.offset, node.position?.end.offset]
    const isCode = node.type === 'code' || node.type === 'inlineCode'
    if (isCode && start !== undefined && end !== undefined) found.push([start, end])
    else if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(processor.parse(text))
  return found
}

function defuseOutside(text: string, code: readonly (readonly [number, number])[]): string {
  let at = 0
  let out = ''
  for (const [start, end] of code) {
    out += defuse(text.slice(at, start)) + text.slice(start, end)
    at = end
  }
  return out + defuse(text.slice(at))
}

function defuse(text: string): string {
  return text
    .replaceAll(/\\*<(?=[a-z/!?])/gi, (found) => unescaped(found, '<'))
    .replaceAll(/\\*!\[/g, (found) => unescaped(found, '!['))
    .replaceAll(/\](\s*)(?=[([:]\s*<?\s*(?:javascript|data|vbscript|file):)/gi, '\\]$1')
}

/** A mark with the one backslash before it that takes its meaning; two of them would only be one that is shown. */
function unescaped(found: string, mark: string): string {
  const slashes = found.length - mark.length
  return slashes % 2 === 1 ? found : `${'\\'.repeat(slashes)}\\${mark}`
}

function isHarmless(node: Nodes): boolean {
  if (node.type === 'html' || node.type === 'image' || node.type === 'imageReference') return false
  if ('url' in node && runs.test(node.url)) return false
  return !('children' in node) || node.children.every((child) => isHarmless(child))
}
