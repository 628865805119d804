import type { Element } from 'hast'
import { type Components, toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { ImageOff, Square, SquareCheck } from 'lucide-react'
import type { RootContent } from 'mdast'
import { type KeyboardEvent, lazy, type ReactNode, Suspense } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { CodeBlock, textOf } from './CodeBlock.tsx'
import { useMarkdownEnvironment } from './markdown-context.ts'
import styles from './markdown.module.css'
import { toSafeHast } from './parser.ts'

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

const LazyFormula = lazy(async () => ({ default: (await import('./Formula.tsx')).Formula }))

/** A formula from its own chunk; its source stands in its place for the instant it takes to come. */
function Mathematics({ source, display }: { readonly source: string; readonly display: boolean }) {
  const formula = (
    <Suspense fallback={<code>{source}</code>}>
      <LazyFormula source={source} display={display} />
    </Suspense>
  )
  if (!display) return formula
  return (
    <span className={styles['formula']} tabIndex={0}>
      {formula}
    </span>
  )
}

function classesOf(node: Element | undefined): readonly string[] {
  const names = node?.properties['className']
  return Array.isArray(names) ? names.map(String) : []
}

function Code({ node, children }: { node?: Element | undefined; children?: ReactNode }) {
  const kind = classesOf(node).find((name) => name.startsWith('math-'))
  if (!node || kind === undefined) return <code>{children}</code>
  return <Mathematics source={textOf(node)} display={kind === 'math-display'} />
}

function Preformatted({ node }: { node?: Element | undefined }) {
  const code = node?.children.find((child) => child.type === 'element')
  const names = classesOf(code)
  const isFormula = names.includes('math-display') || names.includes('language-math')
  return isFormula && code ? <Mathematics source={textOf(code)} display /> : <CodeBlock code={code} />
}

/** A box of a list of tasks: told, not to be ticked here. */
function Task({ checked }: { checked?: boolean | undefined }) {
  const { labels } = useMarkdownEnvironment()
  const Icon = checked === true ? SquareCheck : Square
  return (
    <Icon
      className={styles['task']}
      size="1em"
      strokeWidth={1.5}
      role="img"
      aria-label={labels.task(checked === true)}
    />
  )
}

function Table({ children }: { children?: ReactNode }) {
  const { labels } = useMarkdownEnvironment()
  return (
    <div className={styles.table} tabIndex={0} role="group" aria-label={labels.table}>
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
  code: Code,
  pre: Preformatted,
  table: Table,
  input: Task,
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
