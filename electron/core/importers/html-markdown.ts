import { isTag, isText, type AnyNode, type Element } from 'domhandler'

const blocks = new Set('address article div dl dt dd figure figcaption footer header main p section ul ol'.split(' '))
const unseen = new Set(['script', 'style', 'template', 'head', 'noscript'])
const emphasis: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*', del: '~~', s: '~~' }

/** The words of HTML as Markdown: what a page showed as a list or as code still is one. Never recursive. */
export function htmlMarkdown(nodes: readonly AnyNode[]): string {
  const lines = createLines()
  const lists: { next: number | null }[] = []
  const tables: { rows: number }[] = []
  /** Code being gathered: how long its fence must be shows at its end. */
  const open: { code: { text: string; language: string } | null } = { code: null }
  const waiting: (AnyNode | (() => void))[] = nodes.toReversed()

  function enter(element: Element): void {
    const { name } = element
    const leave = begin(element)
    if (leave) waiting.push(leave)
    if (name !== 'br' && name !== 'hr') waiting.push(...element.children.toReversed())
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
      lines.part(lists.length > 0 ? 1 : 2)
      if (name === 'ul' || name === 'ol') return list(name === 'ol' ? Number(attribs['start'] ?? 1) || 1 : null)
      return () => lines.part(lists.length > 0 ? 1 : 2)
    }
    switch (name) {
      case 'br':
        lines.part(1)
        return null
      case 'hr':
        lines.part(2)
        lines.write('---')
        lines.part(2)
        return null
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        lines.part(2)
        lines.write(`${'#'.repeat(Number(name[1]))} `)
        return () => lines.part(2)
      case 'blockquote':
        lines.part(2)
        return thenPart(lines.within('> ', '> '), 2)
      case 'li':
        return item()
      case 'code':
        return around('`', '`')
      case 'pre':
        open.code = { text: '', language: '' }
        return fence
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
        return () => lines.write(' ')
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
      lines.part(lists.length > 0 ? 1 : 2)
    }
  }

  function item(): () => void {
    const current = lists.at(-1)
    const marker = current && current.next !== null ? `${current.next}. ` : '- '
    if (current && current.next !== null) current.next += 1
    lines.part(1)
    return thenPart(lines.within(marker, ' '.repeat(marker.length)), 1)
  }

  function thenPart(leave: () => void, count: 1 | 2): () => void {
    return () => {
      leave()
      lines.part(count)
    }
  }

  function table(): () => void {
    lines.part(2)
    tables.push({ rows: 0 })
    return () => {
      tables.pop()
      lines.part(2)
    }
  }

  /** The first row of a table is its head, whether the page calls it so or not. */
  function row(element: Element): () => void {
    const current = tables.at(-1)
    const isHead = current?.rows === 0
    if (current) current.rows += 1
    const cells = element.children.filter((child) => isTag(child) && /^t[dh]$/.test(child.name)).length
    lines.part(1)
    return () => {
      lines.write('|')
      lines.part(1)
      if (isHead && cells > 0) lines.write(`|${' --- |'.repeat(cells)}`)
      lines.part(1)
    }
  }

  function fence(): void {
    if (!open.code) return
    const { text, language } = open.code
    open.code = null
    let longest = 2
    for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
    const ticks = '`'.repeat(longest + 1)
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

/** Lists and quotations that lie deeper are told no more from those around them. */
const deepest = 20

/** Puts text into lines, with what each line of a quotation or list begins with. */
function createLines() {
  const done: string[] = []
  const prefixes: string[] = []
  /** What the next words begin a quotation or an item with; the last of `prefixes` are theirs. */
  const markers: string[] = []
  let line = ''
  let breaks = 0
  const isEmpty = () => line === '' && done.length === 0

  function write(words: string): void {
    if (words === '') return
    const lead = prefixes.slice(0, prefixes.length - markers.length).join('')
    if (breaks > 0 && !isEmpty()) {
      done.push(line.trimEnd())
      if (breaks > 1) done.push(lead.trimEnd())
      line = lead
    }
    line += markers.join('') + words
    markers.length = 0
    breaks = 0
  }

  return {
    write,
    /** Prose, with space as a browser shows it. */
    words(data: string): void {
      const words = data.replaceAll(/[ \t\r\n\f]+/g, ' ').replaceAll(/[\\*`<]/g, '\\$&')
      const isStart = breaks > 0 || markers.length > 0 || line === '' || line.endsWith(' ')
      write(isStart ? words.replace(/^ /, '') : words)
    },
    /** A line of its own, as it stands. */
    verbatim(text: string): void {
      breaks = Math.max(breaks, 1)
      if (text !== '') write(text)
      else {
        done.push(line)
        line = prefixes.join('')
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
    text: () => [...done, line].join('\n').trim(),
  }
}
