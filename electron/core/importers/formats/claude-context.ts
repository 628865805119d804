import { fingerprint } from '../reading/fingerprint.ts'
import { inOneLine, neutralConversation, neutralNode } from '../reading/neutral-builders.ts'
import type { NeutralConversation, NeutralNode } from '../neutral.ts'
import { opaquePart } from '../reading/opaque-part.ts'
import { parseSourceTime } from '../reading/source-time.ts'
import { asList, asObject, asText, isObject, type UntrustedObject } from '../untrusted.ts'

type ContextText = { readonly id: string; readonly label: string; readonly text: unknown; readonly at?: unknown }

/** What Claude remembered of an account: kept as context, to be offered and never obeyed. */
export function readClaudeMemory(value: UntrustedObject): NeutralConversation {
  const texts: ContextText[] = [{ id: 'conversations', label: 'memory', text: value['conversations_memory'] }]
  for (const [project, text] of Object.entries(asObject(value['project_memories']))) {
    texts.push({ id: `project:${project}`, label: 'project_memory', text })
  }
  for (const file of asList(value['memory_files'])) {
    const { path, content } = asObject(file)
    texts.push({ id: `file:${asText(path) ?? fingerprint(file)}`, label: asText(path) ?? 'memory', text: content })
  }
  const { conversations_memory: _memory, project_memories: _projects, memory_files: _files, ...rest } = value
  return contextOnly(`memory:${asText(value['account_uuid']) ?? ''}`, 'memories', texts, rest)
}

/** A single remembered thing of the first layout. */
export function readClaudeMemoryRow(value: UntrustedObject): NeutralConversation {
  const id = asText(value['uuid']) ?? fingerprint(value)
  const texts = [{ id, label: 'memory', text: value['content'], at: value['created_at'] }]
  return contextOnly(`memory:${id}`, asText(value['title']), texts, value)
}

/** A project: its instructions and the documents put into it, without the conversations, which stand elsewhere. */
export function readClaudeProject(value: UntrustedObject): NeutralConversation {
  const id = asText(value['uuid']) ?? fingerprint(value)
  const texts: ContextText[] = [
    { id: 'description', label: 'project_description', text: value['description'] },
    { id: 'instructions', label: 'project_instructions', text: value['prompt_template'] },
  ]
  const documents = asList(value['docs']).map((document) => {
    const { uuid, filename, content, created_at: at } = asObject(document)
    const name = asText(filename)
    return { id: asText(uuid) ?? fingerprint([name, content]), label: name ?? 'document', text: content, at, document }
  })
  const { docs: _docs, ...rest } = value
  const project = contextOnly(`project:${id}`, asText(value['name']), texts, rest)
  const nodes = inOneLine([...project.nodes, ...documents.map(documentNode)])
  return { ...project, nodes, currentId: nodes.at(-1)?.sourceId ?? null }
}

function documentNode(document: ContextText & { readonly document: unknown }): NeutralNode {
  if (typeof document.text === 'string') return contextNode(document)
  if (!isObject(document.document)) {
    return neutralNode({ sourceId: document.id, role: 'system', parts: [opaquePart('document', document.document)] })
  }
  const file = { kind: 'file', assetId: null, pointer: null, name: document.label, mime: null, size: null } as const
  return neutralNode({ sourceId: document.id, role: 'system', hidden: true, parts: [file], raw: document.document })
}

function contextOnly(
  sourceId: string,
  title: string | null,
  texts: readonly ContextText[],
  raw: UntrustedObject,
): NeutralConversation {
  const said = texts.filter(({ text }) => text !== undefined && text !== null && text !== '')
  const nodes = inOneLine(said.map(contextNode))
  const createdAt = parseSourceTime(raw['created_at'])
  return neutralConversation({
    source: 'claude',
    sourceId,
    title,
    createdAt,
    updatedAt: parseSourceTime(raw['updated_at']) ?? createdAt,
    nodes,
    raw,
  })
}

function contextNode({ id, label, text, at }: ContextText): NeutralNode {
  return neutralNode({
    sourceId: id,
    role: 'system',
    hidden: true,
    createdAt: parseSourceTime(at),
    parts: [typeof text === 'string' ? { kind: 'context', text, label } : opaquePart(label, text)],
  })
}
