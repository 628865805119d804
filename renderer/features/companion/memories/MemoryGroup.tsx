import type { Memory } from '#shared/model/memory.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Rows } from '#renderer/design/Rows.tsx'
import { MemoryRow } from './MemoryRow.tsx'

/** Memories of one kind under their name; nothing where there are none. */
export function MemoryGroup(props: {
  readonly title: string
  readonly description?: string
  readonly memories: readonly Memory[]
  readonly onEdit: (memory: Memory) => void
  readonly onVersions: (memory: Memory) => void
}) {
  const { title, description, memories, onEdit, onVersions } = props
  if (memories.length === 0) return null
  return (
    <Section title={title} description={description}>
      <Rows>
        {memories.map((memory) => (
          <MemoryRow
            key={memory.id}
            memory={memory}
            onEdit={() => onEdit(memory)}
            onVersions={() => onVersions(memory)}
          />
        ))}
      </Rows>
    </Section>
  )
}
