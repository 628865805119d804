import { anonymousId } from '../reading/chat-identity.ts'
import { isApiMessage, readApiMessage } from './finetune-message.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonOrLines } from '../files/json-or-lines.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { membersBeside } from '../files/members-beside.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import type { SourceFile } from '../files/source-files.ts'
import { emptyConversation } from '../reading/try-conversation.ts'
import { asList, asObject, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Training examples as OpenAI's fine-tuning takes them: each line a conversation, a prompt with its completion, or a choice of answers. */
export const finetune: Importer = { id: 'finetune', descend: [], detect, read }

const members = new Set(
  'messages tools functions parallel_tool_calls prompt completion input preferred_output non_preferred_output'.split(
    ' ',
  ),
)

function detect(sample: Sample): Detection | null {
  if (sample.kind !== 'line' && (sample.kind !== 'json' || sample.shape !== 'array' || sample.key !== null)) return null
  const example = asObject(sample.item)
  if (shapeOf(example) === null) return null
  const isBare = Object.keys(example).every((key) => members.has(key))
  return {
    certainty: sample.kind === 'line' && isBare ? 'certain' : 'likely',
    why: byFields(...Object.keys(example).filter((key) => members.has(key))),
  }
}

type Shape = 'messages' | 'completion' | 'preference'

function shapeOf(example: UntrustedObject): Shape | null {
  const messages = asList(example['messages'])
  if (messages.length > 0 && messages.every(isApiMessage)) return 'messages'
  if (typeof example['prompt'] === 'string' && typeof example['completion'] === 'string') return 'completion'
  return isObject(example['input']) && Array.isArray(example['preferred_output']) ? 'preference' : null
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  return jsonOrLines(files, { descend: [], isRecord: (members) => shapeOf(members) !== null, read: readExample })
}

function readExample(example: UntrustedObject, { name: file }: SourceFile): readonly ReadItem[] {
  const isList = Array.isArray(example['messages'])
  const shape = isList ? 'messages' : shapeOf(example)
  if (shape === null) return [{ kind: 'failed', file, code: 'not-a-conversation', item: null }]
  const inline = takeInlineAssets(example)
  const thread = threads[shape](example)
  if (thread.nodes.length === 0) return [emptyConversation(file, null)]
  return [{ kind: 'conversation', file, conversation: withAssets(conversationOf(example, thread), () => null, inline) }]
}

const spoken = ['messages', 'prompt', 'completion', 'input', 'preferred_output', 'non_preferred_output']

type Thread = { readonly nodes: readonly NeutralNode[]; readonly currentId: string | null }

/** Examples are written, not held: they never grow, and many begin alike, so all that is said tells them apart. */
function conversationOf(example: UntrustedObject, { nodes, currentId }: Thread): NeutralConversation {
  return neutralConversation({
    source: 'finetune',
    sourceId: anonymousId(
      null,
      nodes.map(({ sourceId }) => sourceId),
    ),
    nodes,
    currentId,
    raw: withoutSecrets({ ...membersBeside(asObject(example['input']), spoken), ...membersBeside(example, spoken) }),
  })
}

const threads: Readonly<Record<Shape, (example: UntrustedObject) => Thread>> = {
  messages(example) {
    const name = createNodeNamer()
    const nodes = inOneLine(asList(example['messages']).map((message) => readApiMessage(message, name)))
    return { nodes, currentId: nodes.at(-1)?.sourceId ?? null }
  },
  completion({ prompt, completion }) {
    const name = createNodeNamer()
    const said = [
      ['user', prompt],
      ['assistant', completion],
    ] as const
    const nodes = inOneLine(
      said.map(([role, words]) => {
        const text = String(words)
        return neutralNode({
          sourceId: name({ time: null, who: role, text }),
          role,
          parts: text === '' ? [] : [{ kind: 'text', text }],
        })
      }),
    )
    return { nodes, currentId: nodes.at(-1)?.sourceId ?? null }
  },
  /** Two answers to one question are two versions of it, of which the better one is shown. */
  preference(example) {
    const name = createNodeNamer()
    const lists = [asObject(example['input'])['messages'], example['preferred_output'], example['non_preferred_output']]
    const [asked, better, worse] = lists.map((list) => asList(list).map((message) => readApiMessage(message, name)))
    const question = inOneLine(asked ?? [])
    const last = question.at(-1)?.sourceId ?? null
    const [shown, other] = [better ?? [], worse ?? []].map((nodes) =>
      inOneLine(nodes).map((node, index) => (index === 0 ? { ...node, parentId: last } : node)),
    )
    return {
      nodes: [...question, ...(shown ?? []), ...(other ?? [])],
      currentId: shown?.at(-1)?.sourceId ?? last,
    }
  },
}
