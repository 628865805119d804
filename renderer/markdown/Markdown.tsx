import { memo, useRef } from 'react'
import { type Block, growBlocks, noBlocks } from './blocks.ts'
import styles from './markdown.module.css'
import { toElements } from './to-elements.tsx'

const MarkdownBlock = memo(function MarkdownBlock({ node }: { node: Block['node'] }) {
  return toElements(node)
})

/**
 * Words as Markdown, for history and for a reply still being written alike. Only the last block of a growing text is
 * read again; the blocks before it keep their elements.
 */
export function Markdown({ text, growing = false }: { readonly text: string; readonly growing?: boolean }) {
  // A cache of what was read so far: reading the same text from it twice gives the same blocks.
  const read = useRef(noBlocks)
  const blocks = growBlocks(read.current, text, !growing)
  read.current = blocks
  return (
    <div className={styles.markdown}>
      {blocks.closed.map((block) => (
        <MarkdownBlock key={block.key} node={block.node} />
      ))}
      {blocks.open.map((block) => (
        <MarkdownBlock key={block.key} node={block.node} />
      ))}
    </div>
  )
}
