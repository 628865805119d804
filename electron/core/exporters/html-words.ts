import type { Nodes, Parents, Root, Table } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { languageOf } from '#core/prompt/language-of.ts'
import { disabledMarkdown } from '#shared/disabled-markdown.ts'

// The words of a message become HTML by writing it, node by node, from the tree of their Markdown: all text is escaped,
// and there is no way for anything in it to become an element that is not written here.

function withoutConstructs(this: Processor) {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: [...disabledMarkdown] } }]
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(withoutConstructs)
  .freeze()

/** Without any of these a text is only paragraphs, as most are. */
const marked = /[*_~`#>|[\]\\!&<]|^\s*(?:[-+]|\d+[.)])\s|^\s*-{3}|https?:|www\.|@/m

/** Text as HTML text or as the value of an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** The words of a message as HTML that does nothing but be read. */
export function htmlOfWords(text: string): string {
  if (!marked.test(text)) {
    return text
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => `<p>${lines(paragraph)}</p>`)
      .join('')
  }
  const tree: Root = processor.parse(text)
  return inside(tree)
}

/** The language that a text is to be set in, as an attribute; nothing where only the reader could tell. */
export function langAttribute(text: string): string {
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text) ? '' : ` lang="${languageOf(text)}"`
}

function lines(text: string): string {
  return escapeHtml(text.trim()).replaceAll('\n', '<br>')
}

function inside(parent: Parents): string {
  return parent.children.map((child) => htmlOf(child)).join('')
}

function htmlOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value).replaceAll('\n', '<br>')
    case 'paragraph':
      return `<p>${inside(node)}</p>`
    case 'heading':
      // Those above are the page's own: the day, and who speaks.
      return `<h${Math.min(6, node.depth + 3)}>${inside(node)}</h${Math.min(6, node.depth + 3)}>`
    case 'strong':
      return `<strong>${inside(node)}</strong>`
    case 'emphasis':
      return `<em>${inside(node)}</em>`
    case 'delete':
      return `<del>${inside(node)}</del>`
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`
    case 'code':
      return `<pre><code>${escapeHtml(node.value)}</code></pre>`
    case 'blockquote':
      return `<blockquote>${inside(node)}</blockquote>`
    case 'break':
      return '<br>'
    case 'thematicBreak':
      return '<hr>'
    case 'list': {
      const start = node.start !== null && node.start !== undefined && node.start !== 1 ? ` start="${node.start}"` : ''
      return node.ordered === true ? `<ol${start}>${inside(node)}</ol>` : `<ul>${inside(node)}</ul>`
    }
    case 'listItem':
      return `<li>${typeof node.checked === 'boolean' ? (node.checked ? '☑ ' : '☐ ') : ''}${inside(node)}</li>`
    case 'link':
      return link(node.url, inside(node))
    case 'image':
      // A picture from elsewhere would tell its server that somebody reads this.
      return link(
        node.url,
        escapeHtml(node.alt === null || node.alt === undefined || node.alt === '' ? node.url : node.alt),
      )
    case 'table':
      return table(node)
    case 'html':
      return escapeHtml(node.value)
    default:
      return 'children' in node ? inside(node) : 'value' in node ? escapeHtml(node.value) : ''
  }
}

function link(url: string, words: string): string {
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return words
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer">${words}</a>`
}

function table({ children: [head, ...rows] }: Table): string {
  const row = (cells: Table['children'][number], tag: 'th' | 'td') =>
    `<tr>${cells.children.map((cell) => `<${tag}>${inside(cell)}</${tag}>`).join('')}</tr>`
  const body = rows.map((cells) => row(cells, 'td')).join('')
  return `<div class="table"><table><thead>${head ? row(head, 'th') : ''}</thead><tbody>${body}</tbody></table></div>`
}
