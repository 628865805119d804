import { isTag, isText, type AnyNode, type Element } from 'domhandler'

const blocks = new Set('address article div dl dt dd figure figcaption footer header main p section ul ol'.split(' '))
const unseen = new Set(['script', 'style', 'template', 'head', 'noscript'])
const emphasis: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', del: '~~', s: '~~' }

type Code = { text: string; language: string }

/** The words of HTML as Markdown: what a page showed as a list or as code still is one. Never recursive. */
export function htmlMarkdown(nodes: readonly AnyNode[]): string {
  const lines = createLines()
  const lists: { next: number | null }[] = []
  const tables: { rows: number; isInRow: boolean }[] = []
  /** Code being gathered: how many ticks must stand around it shows at its end. */
  const open: { code: Code | null } = { code: null }
  const waiting: (AnyNode | (() => void))[] = nodes.toReversed()

  /** Ends a line, but for those in a table: a row is one line, whatever lies in it. */
  function part(count: 1 | 2): void {
    if (tables.some(({ isInRow }) => isInRow)) lines.words(' ')
    else lines.part(count)
  }

  function enter(element: Element): void {
    const leave = begin(element)
    if (leave) waiting.push(leave)
    for (let child = element.lastChild; child; child = child.prev) waiting.push(child)
  }

  /** Writes what stands before an element's words; answers what is to be done after them. */
  function begin(element: Element): (() => void) | null {
    const { name, attribs } = element
    const { code } = open
    if (code) {
      if (name === 'br') code.text += '\n'
      code.language ||= /\blanguage-([\w+#-]+)/.exec(attribs['class'] ?? '')?.[1] ?? ''
      return null
    }
    const mark = emphasis[name]
    if (mark) return around(mark, mark)
    if (name === 'table') return table()
    if (blocks.has(name)) {
      part(lists.length > 0 ? 1 : 2)
      if (name === 'ul' || name === 'ol') return list(name === 'ol' ? Number(attribs['start'] ?? 1) || 1 : null)
      return () => part(lists.length > 0 ? 1 : 2)
    }
    switch (name) {
      case 'br':
        part(1)
        return null
      case 'hr':
        part(2)
        lines.write('---')
        part(2)
        return null
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        part(2)
        lines.write(`${'#'.repeat(Number(name[1]))} `)
        return () => part(2)
      case 'blockquote':
        part(2)
        return thenPart(lines.within('> ', '> '), 2)
      case 'li':
        return item()
      case 'code':
      case 'pre':
        open.code = { text: '', language: '' }
        return name === 'pre' ? fence : inlineCode
      case 'a': {
        const url = attribs['href'] ?? ''
        return /^https?:/.test(url) ? around('[', `](${url.replaceAll(/[\s()]/g, encodeURIComponent)})`) : null
      }
      case 'img':
        lines.write(attribs['alt'] ?? '')
        return null
      case 'tr':
        return row(element)
      case 'td':
      case 'th':
        lines.write('| ')
        return () => lines.words(' ')
      default:
        return null
    }
  }

  function around(before: string, after: string): () => void {
    lines.write(before)
    return () => lines.write(after)
  }

  function list(next: number | null): () => void {
    lists.push({ next })
    return () => {
      lists.pop()
      part(lists.length > 0 ? 1 : 2)
    }
  }

  function item(): () => void {
    const current = lists.at(-1)
    const marker = current && current.next !== null ? `${current.next}. ` : '- '
    if (current && current.next !== null) current.next += 1
    part(1)
    return thenPart(lines.within(marker, ' '.repeat(marker.length)), 1)
  }

  function thenPart(leave: () => void, count: 1 | 2): () => void {
    return () => {
      leave()
      part(count)
    }
  }

  function table(): () => void {
    part(2)
    tables.push({ rows: 0, isInRow: false })
    return () => {
      tables.pop()
      part(2)
    }
  }

  /** The first row of a table is its head, whether the page calls it so or not. */
  function row(element: Element): () => void {
    const current = tables.at(-1)
    const isHead = current?.rows === 0
    if (current) Object.assign(current, { rows: current.rows + 1, isInRow: true })
    const cells = element.children.filter((child) => isTag(child) && /^t[dh]$/.test(child.name)).length
    lines.part(1)
    return () => {
      if (current) current.isInRow = false
      lines.write('|')
      lines.part(1)
      if (isHead && cells > 0) lines.write(`|${' --- |'.repeat(cells)}`)
      lines.part(1)
    }
  }

  function inlineCode(): void {
    const { text = '' } = open.code ?? {}
    open.code = null
    const ticks = '`'.repeat(longestRun(text) + 1)
    const space = /^`|`$/.test(text) ? ' ' : ''
    if (text !== '') lines.write(`${ticks}${space}${text.replaceAll(/\s+/g, ' ')}${space}${ticks}`)
  }

  function fence(): void {
    const { text = '', language = '' } = open.code ?? {}
    open.code = null
    const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1))
    lines.part(2)
    for (const line of [`${ticks}${language}`, ...text.replace(/\n$/, '').split('\n'), ticks]) lines.verbatim(line)
    lines.part(2)
  }

  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (typeof node === 'function') node()
    else if (isText(node)) {
      if (open.code) open.code.text += node.data
      else lines.words(node.data)
    } else if (isTag(node) && !unseen.has(node.name)) enter(node)
  }
  return lines.text()
}

/** How many ticks follow on one another at most. */
function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}

/** Lists and quotations that lie deeper are told no more from those around them. */
const deepest = 20

/** Puts text into lines, with what each line of a quotation or list begins with. */
function createLines() {
  const done: string[] = []
  const prefixes: string[] = []
  /** What the next words begin a quotation or an item with; the last of `prefixes` are theirs. */
  const markers: string[] = []
  /** In pieces: a string that is looked at after each of many additions is copied as often. */
  let line: string[] = []
  let breaks = 0
  const isEmpty = () => line.length === 0 && done.length === 0

  function write(words: string): void {
    if (words === '') return
    const lead = prefixes.slice(0, prefixes.length - markers.length).join('')
    if (breaks > 0 && !isEmpty()) {
      done.push(line.join('').trimEnd())
      if (breaks > 1) done.push(lead.trimEnd())
      line = lead === '' ? [] : [lead]
    }
    line.push(markers.join('') + words)
    markers.length = 0
    breaks = 0
  }

  return {
    write,
    /** Prose, with space as a browser shows it. */
    words(data: string): void {
      const words = data.replaceAll(/[ \t\r\n\f]+/g, ' ').replaceAll(/[\\*`<]/g, '\\$&')
      const isStart = breaks > 0 || markers.length > 0 || (line.at(-1)?.endsWith(' ') ?? true)
      write(isStart ? words.replace(/^ /, '') : words)
    },
    /** A line of its own, as it stands. */
    verbatim(text: string): void {
      breaks = Math.max(breaks, 1)
      if (text !== '') write(text)
      else {
        done.push(line.join(''))
        line = [prefixes.join('')]
      }
      breaks = 1
    },
    /** Ends the line; two leave one empty. Nothing ends that has not begun. */
    part(count: 1 | 2): void {
      if (!isEmpty() && markers.length === 0) breaks = Math.max(breaks, count)
    },
    /** Begins the next words with `marker` and each line after with `prefix`; answers how that ends. */
    within(marker: string, prefix: string): () => void {
      if (prefixes.length >= deepest) return () => undefined
      markers.push(marker)
      prefixes.push(prefix)
      return () => {
        markers.pop()
        prefixes.pop()
      }
    },
    text: () => [...done, line.join('')].join('\n').trim(),
  }
}
