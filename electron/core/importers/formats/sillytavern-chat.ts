import { anonymousId } from '../reading/chat-identity.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import type { NeutralAsset, NeutralNode } from '../neutral.ts'
import { createNodeNamer, type NodeMarks } from '../reading/node-identity.ts'
import type { TavernLine } from './sillytavern-log.ts'
import { readTavernLine, type TavernTurn, type TavernVersion } from './sillytavern-message.ts'
import { asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Puts together one chat from the files that hold it: the chat itself, its branches, checkpoints and backups. */
export type TavernChat = {
  /** Begins a file. */
  readonly begin: (file: string, header: UntrustedObject | null) => void
  readonly add: (line: TavernLine) => void
  /** All that the file begun last holds, under the same ids where an earlier file holds it too. */
  readonly end: () => TavernThread
}

export type TavernThread = {
  readonly nodes: readonly NeutralNode[]
  /** Where the chat went on last, in this file or an earlier one. */
  readonly currentId: string | null
  /** Pictures that stood in the lines themselves. */
  readonly inline: readonly NeutralAsset[]
  /** The headers of all files so far. */
  readonly headers: readonly { readonly file: string; readonly header: unknown }[]
}

type Placed = { readonly marks: NodeMarks; readonly node: NeutralNode }

/** Opens an empty chat. */
export function createTavernChat(): TavernChat {
  const nameOf = createNodeNamer()
  const below = new Map<string | null, Placed[]>()
  const headers: { file: string; header: unknown }[] = []
  let nodes: NeutralNode[] = []
  let inline: NeutralAsset[] = []
  let parentId: string | null = null
  let time = -1
  let newest = { time: -2, id: null as string | null }

  /** The message with these marks that follows the one before, if a file had it there; each but once. */
  function place({ marks, node }: TavernVersion, free: Placed[]): string {
    const known = free.findIndex((one) => isSame(one.marks, marks))
    const found = known === -1 ? undefined : free.splice(known, 1)[0]
    const placed = found?.node ?? { ...node, sourceId: nameOf(marks), parentId, raw: withoutSecrets(node.raw) }
    if (!found) remember({ marks, node: placed })
    nodes.push(placed)
    return placed.sourceId
  }

  function remember(placed: Placed): void {
    const siblings = below.get(placed.node.parentId)
    if (siblings) siblings.push(placed)
    else below.set(placed.node.parentId, [placed])
  }

  return {
    begin(file, header) {
      headers.push({ file, header: withoutSecrets(header) })
      nodes = []
      inline = []
      parentId = null
      time = -1
    },

    add(line) {
      if ('value' in line && isObject(line.value)) inline.push(...takeInlineAssets(line.value))
      const { versions, shown } = readTavernLine(line)
      const free = [...(below.get(parentId) ?? [])]
      const ids = versions.map((version) => place(version, free))
      parentId = ids[shown] ?? parentId
      time = Math.max(time, versions[shown]?.node.createdAt?.milliseconds ?? -1)
    },

    end() {
      if (time > newest.time) newest = { time, id: parentId }
      return { nodes, currentId: newest.id, inline, headers: [...headers] }
    },
  }
}

function isSame(left: NodeMarks, right: NodeMarks): boolean {
  return left.text === right.text && left.who === right.who && left.time?.milliseconds === right.time?.milliseconds
}

/** What a chat is known again by: who it is with, and the first thing the person said in it. */
export function tavernIdentity(
  header: UntrustedObject | null,
  opening: readonly TavernTurn[],
): { readonly sourceId: string; readonly character: string | null } {
  const shown = opening.flatMap(({ versions, shown: index }) => versions[index] ?? [])
  const first = shown.find(({ node }) => node.role === 'user') ?? shown[0]
  const named = shown.find(({ node }) => node.role === 'assistant')?.node.author
  const told = asText(header?.['character_name'])
  const character = named ?? (told === 'unused' ? null : told)
  return { sourceId: anonymousId(character, first ? [createNodeNamer()(first.marks)] : []), character }
}
