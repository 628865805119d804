import type { Element, Nodes } from 'hast'
import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { Copy, ImageOff } from 'lucide-react'
import type { RootContent } from 'mdast'
import type { KeyboardEvent, ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { useMarkdownEnvironment } from './markdown-context.ts'
import styles from './markdown.module.css'
import { toSafeHast } from './parser.ts'

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

/**
 * A link without an `href`: a browser may look an address up before anybody follows it, and a model that writes one
 * could carry words out that way.
 */
function Link({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  const { openLink } = useMarkdownEnvironment()
  if (!href) return <span>{children}</span>
  const follow = () => openLink(href)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') follow()
  }
  return (
    <span role="link" tabIndex={0} className={styles.link} title={href} onClick={follow} onKeyDown={onKeyDown}>
      {children}
    </span>
  )
}

function RemotePicture({ src, alt }: { src?: string | undefined; alt?: string | undefined }) {
  const { copy, labels } = useMarkdownEnvironment()
  const host = src && URL.canParse(src) ? new URL(src).host : ''
  return (
    <span className={styles.picture}>
      <ImageOff size={16} strokeWidth={1.5} aria-hidden />
      <span>{alt ? `${alt} · ${labels.remotePicture(host)}` : labels.remotePicture(host)}</span>
      {src && (
        <button type="button" className={styles.chipButton} onClick={() => copy(src)}>
          {labels.copyLink}
        </button>
      )}
    </span>
  )
}

function CodeBlock({ node, children }: { node?: Element | undefined; children?: ReactNode }) {
  const { copy, labels } = useMarkdownEnvironment()
  const code = node?.children.find((child) => child.type === 'element')
  const className = code?.properties['className']
  const language = Array.isArray(className) ? String(className[0]).replace(/^language-/, '') : ''
  return (
    <div className={styles.code}>
      <div className={styles.codeHead}>
        <span>{language}</span>
        <button
          type="button"
          className={styles.chipButton}
          aria-label={labels.copyCode}
          title={labels.copyCode}
          onClick={() => copy(code ? textOf(code).replace(/\n$/, '') : '')}
        >
          <Copy size={16} strokeWidth={1.5} aria-hidden />
        </button>
      </div>
      <pre tabIndex={0}>{children}</pre>
    </div>
  )
}

function Table({ children }: { children?: ReactNode }) {
  return (
    <div className={styles.table} tabIndex={0}>
      <table>{children}</table>
    </div>
  )
}

/**
 * The page and its days have the first two levels, and whatever a message calls a heading stands on the third: a model
 * that begins with ### would otherwise tear a hole into the outline that screen readers walk. The look keeps its level.
 */
function heading(level: number) {
  return function Heading({ children }: { children?: ReactNode }) {
    return <h3 data-level={level}>{children}</h3>
  }
}

const components: Partial<Components> = {
  a: Link,
  img: RemotePicture,
  pre: CodeBlock,
  table: Table,
  h1: heading(1),
  h2: heading(2),
  h3: heading(3),
  h4: heading(4),
  h5: heading(5),
  h6: heading(6),
}

/** One Markdown block as React elements. */
export function toElements(block: RootContent): ReactNode {
  return toJsxRuntime(toSafeHast(block), { Fragment, jsx, jsxs, components, passNode: true, ignoreInvalidStyle: true })
}
