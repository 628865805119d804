import type { Evidence } from '#shared/model/import-run.ts'
import { readClaudeMemory, readClaudeMemoryRow, readClaudeProject } from './claude-context.ts'
import { readClaudeConversation } from './claude-conversation.ts'
import { isDesignMessage, readClaudeDesign } from './claude-design.ts'
import { byFields } from '../evidence.ts'
import type { Detection, Importer, ReadItem, Sample } from '../importer.ts'
import { jsonRecords } from '../files/json-records.ts'
import type { NeutralConversation } from '../neutral.ts'
import { sampledRecords } from '../reading/sampled-records.ts'
import type { SourceFile } from '../files/source-files.ts'
import { asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** Claude's data export in both layouts: conversations, design chats, projects and what it remembered. */
export const claude: Importer = {
  id: 'claude',
  descend: ['conversations'],
  detect,
  read: ({ files }) =>
    jsonRecords(files, { descend: claude.descend, isRecord: (members) => kindOf(members) !== null, read }),
}

type Kind = { readonly read: (value: UntrustedObject) => NeutralConversation; readonly detection: Detection }

const conversation = sure(byFields('chat_messages'), readClaudeConversation)
const memory = sure(byFields('account_uuid', 'conversations_memory'), readClaudeMemory)
const design = sure(byFields('messages', 'contentBlocks'), readClaudeDesign)
const project = sure(byFields('docs', 'prompt_template'), readClaudeProject)
const memoryRow: Kind = {
  read: readClaudeMemoryRow,
  detection: { certainty: 'likely', why: byFields('uuid', 'content', 'created_at') },
}
const memoryRowKeys = new Set(['uuid', 'title', 'content', 'created_at', 'updated_at'])

function sure(why: Evidence, reader: Kind['read']): Kind {
  return { read: reader, detection: { certainty: 'certain', why } }
}

function detect(sample: Sample): Detection | null {
  for (const record of sampledRecords(sample)) {
    const kind = kindOf(record)
    if (kind) return kind.detection
  }
  return null
}

/** What a record is, by its members. */
function kindOf(value: UntrustedObject): Kind | null {
  if (Array.isArray(value['chat_messages'])) return conversation
  if (
    'account_uuid' in value &&
    ['conversations_memory', 'project_memories', 'memory_files'].some((key) => key in value)
  )
    return memory
  if (isDesign(value)) return design
  if (Array.isArray(value['docs']) && ('prompt_template' in value || 'is_private' in value)) return project
  const isRow = asText(value['uuid']) && typeof value['content'] === 'string' && 'created_at' in value
  return isRow && Object.keys(value).every((key) => memoryRowKeys.has(key)) ? memoryRow : null
}

function isDesign({ messages, project: belongsTo }: UntrustedObject): boolean {
  if (!Array.isArray(messages)) return false
  return messages.length === 0 ? isObject(belongsTo) : messages.some(isDesignMessage)
}

function read(value: UntrustedObject, { name: file }: SourceFile): readonly ReadItem[] {
  const kind = kindOf(value)
  if (kind) return [{ kind: 'conversation', file, conversation: kind.read(value) }]
  return [{ kind: 'failed', file, code: 'not-a-conversation', item: asText(value['name']) }]
}
