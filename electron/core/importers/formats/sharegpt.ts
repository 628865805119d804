import type { Part } from '#shared/model/part.ts'
import { anonymousId } from '../reading/chat-identity.ts'
import { byFields } from '../evidence.ts'
import type { Claim, Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonOrLines } from '../files/json-or-lines.ts'
import { takeInlineAssets } from '../reading/inline-assets.ts'
import { membersBeside } from '../files/members-beside.ts'
import { messageContent } from '../reading/message-content.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralNode } from '../neutral.ts'
import { createNodeNamer } from '../reading/node-identity.ts'
import { rawBeside } from '../reading/raw-beside.ts'
import { isRoleWord, roleOfName } from '../reading/role-names.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import type { SourceFile } from '../files/source-files.ts'
import { emptyConversation } from '../reading/try-conversation.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'
import { withAssets } from '../reading/with-assets.ts'
import { withoutSecrets } from '../reading/without-secrets.ts'

/** Conversations as ShareGPT and the data sets after it write them, and instructions with their outputs as Alpaca does. */
export const sharegpt: Importer = { id: 'sharegpt', descend: [], detect, read }

function detect(sample: Sample): Detection | null {
  const records = sample.kind === 'line' ? [asObject(sample.item)] : sampledRecords(sample)
  if (records.some((record) => isTalk(record))) return { certainty: 'certain', why: byFields('from', 'value') }
  return records.some(isInstruction) ? { certainty: 'certain', why: byFields('instruction', 'output') } : null
}

function isTalk(record: UntrustedObject): boolean {
  return asList(record['conversations'])
    .slice(0, 3)
    .some((turn) => typeof asObject(turn)['from'] === 'string' && 'value' in asObject(turn))
}

function isInstruction({ instruction, output }: UntrustedObject): boolean {
  return typeof instruction === 'string' && typeof output === 'string'
}

function read({ files }: Claim): AsyncGenerator<ReadItem, void, void> {
  const isRecord = (members: UntrustedObject) => isTalk(members) || isInstruction(members)
  return jsonOrLines(files, { descend: [], isRecord, read: readRecord })
}

const spoken = ['conversations', 'instruction', 'input', 'output', 'history', 'system']

function readRecord(record: UntrustedObject, { name: file }: SourceFile): readonly ReadItem[] {
  const title = asText(record['title'])
  const turns = Array.isArray(record['conversations']) ? record['conversations'] : null
  if (!turns && !isInstruction(record)) return [{ kind: 'failed', file, code: 'not-a-conversation', item: title }]
  const inline = takeInlineAssets(record)
  const name = createNodeNamer()
  const nodes = inOneLine(
    (turns ?? turnsOfInstruction(record)).flatMap((turn) =>
      turn === null || turn === undefined ? [] : [readTurn(turn, name, asText(record['model']))],
    ),
  )
  if (nodes.length === 0) return [emptyConversation(file, title)]
  const conversation = neutralConversation({
    source: 'sharegpt',
    // Sets number their records alike, and records do not grow.
    sourceId: anonymousId(
      record['id'] ?? null,
      nodes.map(({ sourceId }) => sourceId),
    ),
    title,
    nodes,
    raw: withoutSecrets(membersBeside(record, spoken)),
  })
  return [{ kind: 'conversation', file, conversation: withAssets(conversation, () => null, inline) }]
}

function readTurn(value: unknown, name: ReturnType<typeof createNodeNamer>, model: string | null): NeutralNode {
  const turn = isObject(value) ? value : { value }
  const from = asText(turn['from']) ?? asText(turn['role']) ?? ''
  const isCall = from === 'function_call'
  const role = isCall ? 'assistant' : (roleOfName(from) ?? (from === '' ? 'system' : 'assistant'))
  const said = turn['value'] ?? turn['content'] ?? turn['text'] ?? turn['markdown']
  const parts = messageContent(said, role === 'assistant' && !isCall).map((part): Part => {
    if (part.kind !== 'text') return part
    if (isCall) return { kind: 'tool_call', text: part.text, name: null }
    return role === 'tool' ? { kind: 'tool_result', text: part.text, name: null } : part
  })
  return neutralNode({
    sourceId: name({ time: null, who: from, text: JSON.stringify(said) ?? '' }),
    role,
    author: from === '' || isCall || isRoleWord(from) || roleOfName(from) ? null : from,
    parts,
    hidden: role === 'system',
    model: role === 'assistant' ? model : null,
    raw: rawBeside(turn, parts, ['value', 'content', 'text', 'markdown']),
  })
}

/** The pairs that came before, the instruction with what it is about, and its output. */
function turnsOfInstruction({ system, history, instruction, input, output }: UntrustedObject): UntrustedObject[] {
  const before = asList(history).flatMap((pair) => {
    const [question, answer] = asList(pair)
    return [
      { from: 'human', value: question },
      { from: 'gpt', value: answer },
    ]
  })
  const opening = asText(system)
  return [
    ...(opening === null ? [] : [{ from: 'system', value: opening }]),
    ...before,
    {
      from: 'human',
      value: [instruction, input].filter((words) => words !== undefined && words !== null && words !== ''),
    },
    { from: 'gpt', value: output },
  ]
}
