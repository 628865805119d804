import type { Element, Nodes } from 'hast'
import { describe, expect, it } from 'vitest'
import { parseMarkdown, toSafeHast } from '#renderer/markdown/parser.ts'

function elements(markdown: string): Element[] {
  const found: Element[] = []
  const visit = (node: Nodes): void => {
    if (node.type === 'element') found.push(node)
    if ('children' in node) for (const child of node.children) visit(child)
  }
  for (const block of parseMarkdown(markdown).children) visit(toSafeHast(block))
  return found
}

function words(markdown: string): string {
  let text = ''
  const visit = (node: Nodes): void => {
    if (node.type === 'text') text += node.value
    if ('children' in node) for (const child of node.children) visit(child)
  }
  for (const block of parseMarkdown(markdown).children) visit(toSafeHast(block))
  return text
}

const names = (markdown: string) => elements(markdown).map((element) => element.tagName)

describe('markdown safety', () => {
  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    'a <b onclick="x()">b</b> c',
    '<iframe src="https://evil.example"></iframe>',
    '<link rel="dns-prefetch" href="//evil.example">',
    '<!-- hidden -->',
    '<svg><use href="https://evil.example#x"/></svg>',
  ])('shows raw HTML as the text it is: %s', (html) => {
    expect(new Set(names(html)).difference(new Set(['p', 'a']))).toEqual(new Set())
    expect(words(html)).toBe(html)
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,hi)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](app://main/)',
    '[x](smb://host/share)',
    '[x](&#106;avascript:alert(1))',
    '<javascript:alert(1)>',
  ])('gives no address to a link outside http, https and mailto: %s', (markdown) => {
    for (const element of elements(markdown)) expect(element.properties['href']).toBeUndefined()
  })

  it('keeps addresses people use', () => {
    const hrefs = elements('[a](https://a.example) <b@c.example> www.d.example').map(
      (element) => element.properties['href'],
    )
    expect(hrefs.filter(Boolean)).toEqual(['https://a.example', 'mailto:b@c.example', 'http://www.d.example'])
  })

  it('lets no style, id or event through', () => {
    const allowed = new Set(['href', 'src', 'alt', 'className', 'start', 'align', 'type', 'disabled', 'checked'])
    const markdown =
      '# h\n\n- [x] done\n\n| a |\n|:-:|\n| b |\n\n```js onclick=x\ncode\n```\n\n![p](https://x.example/p.png "t")'
    for (const element of elements(markdown)) {
      for (const property of Object.keys(element.properties)) expect(allowed).toContain(property)
    }
  })
})

describe('markdown in Chinese', () => {
  it.each([
    ['**中文（带括号）**后', 'strong'],
    ['他说**“你好”**。然后', 'strong'],
    ['**重点：**内容', 'strong'],
    ['前**「引用」**后', 'strong'],
    ['*（微笑）*她说', 'em'],
    ['~~旧（价）~~新', 'del'],
  ])('emphasises beside full-width punctuation: %s', (markdown, name) => {
    expect(names(markdown)).toContain(name)
  })

  it('leaves drawn-out words alone', () => {
    expect(names('好呀~ 等你~ 20~30')).not.toContain('del')
  })

  it('keeps single line breaks, as poems and kaomoji need them', () => {
    expect(names('床前明月光\n疑是地上霜')).toEqual(['p', 'br'])
  })

  it('does not make a heading of a line with a rule under it', () => {
    expect(names('晚安\n---')).toEqual(['p', 'hr'])
  })
})
