import type { Root as HastRoot } from 'hast'
import type { Root, RootContent } from 'mdast'
import rehypeSanitize, { type Options as SanitizeSchema } from 'rehype-sanitize'
import remarkBreaks from 'remark-breaks'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { type Processor, unified } from 'unified'
import { disabledMarkdown } from '#shared/disabled-markdown.ts'
import { formulas } from './math-syntax.ts'

function withoutConstructs(this: Processor) {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: [...disabledMarkdown] } }]
}

function withFormulas(this: Processor) {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), formulas.micromarkExtension]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), formulas.fromMarkdownExtensions]
}

/** All that words may become: no raw HTML, no class but a code language or a formula's, links to three schemes only. */
const schema: SanitizeSchema = {
  // oxfmt-ignore
  tagNames: [
    'p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'hr', 'a', 'img',
    'ul', 'ol', 'li', 'input', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
    'table', 'thead', 'tbody', 'tr', 'th', 'td',
  ],
  attributes: {
    a: ['href'],
    img: ['src', 'alt'],
    code: [['className', 'math-inline', 'math-display', /^language-[\w+#.-]{1,40}$/]],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
  },
  required: { input: { type: 'checkbox', disabled: true } },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  strip: ['script', 'style'],
}

const processor = unified()
  .use(remarkParse)
  // One tilde is how people draw out a word (好呀~); only two strike it out.
  .use(remarkGfm, { singleTilde: false })
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
  .use(withFormulas)
  .use(withoutConstructs)
  .use(remarkBreaks)
  .use(remarkRehype)
  .use(rehypeSanitize, schema)
  .freeze()

/** Markdown as a tree of top-level blocks with source positions; nothing transformed yet. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text)
}

/** One top-level block as safe HTML nodes. */
export function toSafeHast(block: RootContent): HastRoot {
  return processor.runSync({ type: 'root', children: [block] })
}
