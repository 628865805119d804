import { memo, useRef } from 'react'
import { classes } from '#renderer/design/classes.ts'
import { type Block, growBlocks, noBlocks } from './blocks.ts'
import { GrowingProvider } from './markdown-context.ts'
import styles from './markdown.module.css'
import { toElements } from './to-elements.tsx'

/** Blocks that are laid out, painted and compared together. */
const chunkSize = 12

type BlockProps = { readonly node: Block['node']; readonly growing: boolean }

const MarkdownBlock = memo(function MarkdownBlock({ node, growing }: BlockProps) {
  return <GrowingProvider value={growing}>{toElements(node)}</GrowingProvider>
})

type ChunkProps = { readonly blocks: readonly Block[]; readonly resting: boolean; readonly closed: number }

/**
 * A run of blocks, the first `closed` of which are whole. While `resting`, the browser may leave it alone as long as it
 * is out of view.
 */
const Chunk = memo(
  function Chunk({ blocks, resting, closed }: ChunkProps) {
    return (
      <div className={classes(styles['chunk'], resting && styles['resting'])}>
        {blocks.map((block, place) => (
          <MarkdownBlock key={block.key} node={block.node} growing={place >= closed} />
        ))}
      </div>
    )
  },
  (before, after) =>
    before.resting === after.resting &&
    before.closed === after.closed &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, index) => block === after.blocks[index]),
)

/**
 * Words as Markdown, for history and for a reply still being written alike. Only the last block of a growing text is
 * read again; the blocks before it keep their elements, and those out of view cost nothing while the text grows.
 */
export function Markdown({ text, growing = false }: { readonly text: string; readonly growing?: boolean }) {
  // A cache of what was read so far: reading the same text from it twice gives the same blocks.
  const read = useRef(noBlocks)
  const list = growBlocks(read.current, text, !growing)
  read.current = list
  const blocks = [...list.closed, ...list.open]
  const chunks: Block[][] = []
  for (let start = 0; start < blocks.length; start += chunkSize) chunks.push(blocks.slice(start, start + chunkSize))
  return (
    <div className={styles['markdown']}>
      {chunks.map((chunk, index) => (
        <Chunk
          key={chunk[0]?.key}
          blocks={chunk}
          resting={growing && (index + 1) * chunkSize <= list.closed.length}
          closed={growing ? Math.min(chunkSize, Math.max(0, list.closed.length - index * chunkSize)) : chunkSize}
        />
      ))}
    </div>
  )
}
