import { isTag, isText, type AnyNode } from 'domhandler'

const blocks = new Set(
  (
    'address article blockquote dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre ' +
    'section table tr ul'
  ).split(' '),
)
const unseen = new Set(['script', 'style', 'template', 'head', 'noscript'])

/** The words of HTML as a person would read them: a line for each block, space as a browser would show it. */
export function htmlText(nodes: readonly AnyNode[]): string {
  const lines: string[] = []
  let line = ''
  /** How the line ends; asking the line itself would copy it each time. */
  let isSpaced = true
  let preformatted = 0
  const endLine = () => {
    lines.push(preformatted > 0 ? line : line.trimEnd())
    line = ''
    isSpaced = true
  }
  const endBlock = () => {
    if (line !== '') endLine()
  }
  const waiting: (AnyNode | (() => void))[] = nodes.toReversed()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (typeof node === 'function') node()
    else if (isText(node)) {
      const words = preformatted > 0 ? node.data : node.data.replaceAll(/[ \t\r\n\f]+/g, ' ')
      const added: string = preformatted === 0 && isSpaced ? words.replace(/^ /, '') : words
      line += added
      if (added !== '') isSpaced = added.endsWith(' ')
    } else if (isTag(node) && !unseen.has(node.name)) {
      if (node.name === 'br') endLine()
      const isPre = node.name === 'pre'
      const isBlock = blocks.has(node.name)
      if (isBlock) {
        endBlock()
        waiting.push(endBlock)
      }
      if (isPre) {
        preformatted += 1
        waiting.push(() => {
          endBlock()
          preformatted -= 1
        })
      }
      for (let child = node.lastChild; child; child = child.prev) waiting.push(child)
    }
  }
  endBlock()
  return lines.join('\n').trim()
}
