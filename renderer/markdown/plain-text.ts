import type { Nodes, Parents } from 'mdast'
import { parseMarkdown } from './parser.ts'

export type PlainTextOptions = {
  /** Leaves out what nobody says aloud: code, pictures, rules and addresses. */
  readonly spoken?: boolean
}

const bareAddress = /^(?:https?:\/\/|mailto:|www\.)\S+$/i

/** What Markdown says, without its marks: paragraphs and lists keep their shape, nothing else does. */
export function plainText(markdown: string, { spoken = false }: PlainTextOptions = {}): string {
  const inline = (node: Nodes): string => {
    switch (node.type) {
      case 'text':
        return spoken && bareAddress.test(node.value) ? '' : node.value
      case 'inlineCode':
        return node.value
      case 'break':
        return '\n'
      case 'image':
        return spoken ? '' : (node.alt ?? '')
      case 'link': {
        const words = inlineAll(node)
        return spoken || words === node.url || node.url === `mailto:${words}` ? words : `${words} (${node.url})`
      }
      default:
        return 'children' in node ? inlineAll(node) : 'value' in node ? node.value : ''
    }
  }
  const inlineAll = (node: Parents): string => node.children.map(inline).join('')

  const block = (node: Nodes): string => {
    switch (node.type) {
      case 'code':
        return spoken ? '' : node.value
      case 'thematicBreak':
        return spoken ? '' : '———'
      case 'blockquote':
        return blocks(node, '\n')
      case 'list':
        return node.children
          .map((item, index) => {
            const words = blocks(item, '\n')
            if (spoken) return words
            const mark = node.ordered === true ? `${(node.start ?? 1) + index}. ` : '• '
            return mark + words.replaceAll('\n', `\n${' '.repeat(mark.length)}`)
          })
          .join('\n')
      case 'table':
        return node.children.map((row) => row.children.map(inlineAll).join(spoken ? ', ' : '\t')).join('\n')
      default:
        return inline(node)
    }
  }
  const blocks = (node: Parents, between: string): string =>
    node.children
      .map(block)
      .filter((words) => words !== '')
      .join(between)

  return blocks(parseMarkdown(markdown), '\n\n').trim()
}
