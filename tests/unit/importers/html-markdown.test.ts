import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { htmlMarkdown } from '#core/importers/reading/html-markdown.ts'

const markdown = (html: string): string => htmlMarkdown(parseDocument(html).children)

describe('HTML as Markdown', () => {
  test.each([
    ['<p>a  b\n c</p><p>d</p>', 'a b c\n\nd'],
    ['a<br>b', 'a\nb'],
    ['<h2>Title</h2><p>x</p>', '## Title\n\nx'],
    ['<p>so <b>bold</b>, <em>soft</em> and <s>gone</s></p>', 'so **bold**, *soft* and ~~gone~~'],
    ['<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>d</p>', '- a\n- b\n  - c\n\nd'],
    ['<ol start="3"><li><p>a</p></li><li>b</li></ol>', '3. a\n4. b'],
    ['<blockquote><p>a</p><p>b</p></blockquote><p>c</p>', '> a\n>\n> b\n\nc'],
    ['<p>use <code>x</code></p>', 'use `x`'],
    ['<p>use <code>a*b &lt; c</code> or <code>`</code></p>', 'use `a*b < c` or `` ` ``'],
    ['<pre><code class="language-js">if (a) {\n\n  b &lt; c\n}\n</code></pre>', '```js\nif (a) {\n\n  b < c\n}\n```'],
    ['<pre>```</pre>', '````\n```\n````'],
    ['<a href="https://a.example/x">here</a> <a href="javascript:x()">no</a>', '[here](https://a.example/x) no'],
    [
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
    ],
    ['<p>2 * 3 &lt; 7 `x`</p>', '2 \\* 3 \\< 7 \\`x\\`'],
    ['<table><tr><td><p>a</p><p>b</p></td><td></td></tr></table>', '| a b | |\n| --- | --- |'],
    ['a<hr>b', 'a\n\n---\n\nb'],
    ['<script>steal()</script><style>p{}</style><p>a</p>', 'a'],
    ['', ''],
  ])('%j becomes %j', (html, text) => {
    expect(markdown(html)).toBe(text)
  })

  test('is read with any number of pieces side by side', () => {
    expect(markdown('<b>x</b>'.repeat(200_000))).toHaveLength(200_000 * 5)
  })

  test.each([['<div>'], ['<tr><div>'], ['<blockquote>x'], ['<ul><li>x'], ['<table><tr><td>x'], ['<b>x']])(
    'is read in a moment however deep %j lies',
    (html) => {
      const text = markdown(`${html.repeat(10_000)}deep`)
      expect(text).toContain('deep')
      expect(text.length).toBeLessThan(2_000_000)
    },
  )
})
