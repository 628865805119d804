import { z } from 'zod'
import { jsonOf, listOf, type Json } from '#core/loose-json.ts'
import { MemoryFields } from '#shared/model/memory.ts'
import { dataOf } from './card-parts.ts'

/** Our own extension of a card. Other apps keep it as they keep what they do not know. */
const key = 'keepsake/memories'
const mostMemories = 20_000

/** What came along to be remembered; what is no memory is left out. */
export function memoriesOnCard(root: Json): MemoryFields[] {
  return listOf(extensionsOf(root)[key])
    .slice(0, mostMemories)
    .flatMap((row) => {
      const { data } = z.object(MemoryFields.shape).safeParse(row)
      return data ? [data] : []
    })
}

/** The card without them: they are kept as memories or not at all, so that no card takes them along unasked. */
export function withoutMemories(root: Json): Json {
  if (!(key in extensionsOf(root))) return root
  const { [key]: _memories, ...extensions } = extensionsOf(root)
  return { ...root, data: { ...dataOf(root), extensions } }
}

/** The card with these along. */
export function putMemories(root: Json, memories: readonly MemoryFields[]): Json {
  if (memories.length === 0) return root
  return { ...root, data: { ...dataOf(root), extensions: { ...extensionsOf(root), [key]: memories } } }
}

function extensionsOf(root: Json): Json {
  return jsonOf(dataOf(root)['extensions'])
}
