import { createElement, memo, type ReactNode } from 'react'
import { __renderToDomTree } from 'katex'
import type { KatexNode } from './katex-tree.d.ts'
import styles from './markdown.module.css'
import { mathLetters } from './math-letters.ts'

/** A formula longer than this is no formula that somebody reads. */
const longest = 4_000

// oxfmt-ignore
const elements = new Set([
  'math', 'semantics', 'annotation', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mfrac', 'msqrt', 'mroot', 'msub',
  'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mtable', 'mtr', 'mtd', 'mpadded', 'mphantom', 'menclose', 'mstyle',
])

/** No colours (they would not keep their contrast in both themes), no addresses, no style. */
// oxfmt-ignore
const attributes = new Set([
  'display', 'displaystyle', 'scriptlevel', 'stretchy', 'symmetric', 'fence', 'separator', 'lspace', 'rspace', 'minsize',
  'maxsize', 'movablelimits', 'accent', 'accentunder', 'linethickness', 'width', 'height', 'depth', 'voffset', 'notation',
  'encoding',
])

/**
 * What KaTeX read, as MathML elements. MathML and not KaTeX's own boxes: Chromium lays it out by itself, with the
 * system's fonts, so there are no fonts to ship, no style attributes for the policy to refuse, no HTML to trust, and
 * screen readers read the formula as one. The tree is walked, never a string of it.
 */
function toElement(node: KatexNode, key: number, align: string | undefined): ReactNode {
  if (node.text !== undefined) return node.text
  if (node.type === undefined || !elements.has(node.type)) {
    // Spaces have a width and no type; whatever else is unknown counts by what it holds.
    if (node.width !== undefined) return createElement('mspace', { key, width: `${node.width}em` })
    return createElement('mrow', { key }, childrenOf(node))
  }
  const { attributes: given = {}, type } = node
  const properties: Record<string, unknown> = { key }
  for (const [name, value] of Object.entries(given)) if (attributes.has(name)) properties[name] = value
  const variant = given['mathvariant']
  if (variant === 'normal' && type === 'mi') properties['mathvariant'] = 'normal'
  if (align !== undefined && align !== 'center')
    properties['className'] = styles[align === 'left' ? 'toLeft' : 'toRight']
  const children = variant === undefined || variant === 'normal' ? childrenOf(node) : mathLetters(textOf(node), variant)
  return createElement(type, properties, children)
}

function childrenOf({ type, attributes: given, children = [] }: KatexNode): ReactNode[] {
  // Core knows no `columnalign`: each cell gets the class of its column.
  const columns = type === 'mtable' ? (given?.['columnalign'] ?? '').split(' ') : []
  return children.map((child, place) =>
    type === 'mtable' && child.children
      ? createElement(
          'mtr',
          { key: place },
          child.children.map((cell, column) => toElement(cell, column, columns[column])),
        )
      : toElement(child, place, undefined),
  )
}

function textOf({ text, children = [] }: KatexNode): string {
  return text ?? children.map(textOf).join('')
}

function read(source: string, display: boolean): ReactNode {
  if (source.length > longest) return null
  try {
    const tree = __renderToDomTree(source, {
      output: 'mathml',
      displayMode: display,
      trust: false,
      strict: 'ignore',
      throwOnError: true,
      maxExpand: 300,
      maxSize: 20,
    })
    return (tree.children ?? []).map((child, place) => toElement(child, place, undefined))
  } catch {
    // Whatever KaTeX cannot read, or would read for ever, is shown as it was written.
    return null
  }
}

/** A formula; its source where it cannot be read. */
export const Formula = memo(function Formula({
  source,
  display,
}: {
  readonly source: string
  readonly display: boolean
}) {
  return read(source, display) ?? <code>{source}</code>
})
