import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { createPicture } from './picture.ts'
import { createSentences } from './sentences.ts'

export type ChatgptExport = {
  readonly seed?: number
  readonly conversations?: number
  /** Turns of question and answer in each conversation; tools and branches add more messages. */
  readonly turns?: number
  /** `sharded` is the layout since 2026: numbered shards, a manifest, assets as `.dat` with a list of names. */
  readonly layout?: 'single' | 'sharded'
  readonly shardSize?: number
  /** Each kind of oddity is put in every so many turns; 0 leaves it out. */
  readonly branchEvery?: number
  readonly pictureEvery?: number
  readonly toolEvery?: number
  readonly oddEvery?: number
  /** Take only the first turns of each conversation, as an export made earlier would have. */
  readonly turnsSoFar?: number
}

export type ExportNode = {
  id: string
  parent: string | null
  children: string[]
  message: Record<string, unknown> | null
}
export type ExportConversation = Record<string, unknown> & {
  conversation_id: string
  mapping: Record<string, ExportNode>
}

/** What was written, counted while writing. */
export type ExportSummary = {
  readonly conversations: number
  readonly messages: number
  readonly pictures: number
  readonly bytes: number
}

const start = Date.UTC(2023, 4, 1) / 1_000
const models = ['gpt-4', 'gpt-4o', 'gpt-4o', 'gpt-5']

/** Synthetic conversations in ChatGPT's own shape, the same for the same options. */
export function* chatgptConversations(options: ChatgptExport = {}): Generator<ExportConversation, void, void> {
  const { seed = 1, conversations = 10, turns = 6 } = options
  for (let index = 0; index < conversations; index += 1) yield conversation(options, seed, index, turns)
}

/** The file id that a picture of a conversation has. */
export function pictureId(index: number, turn: number): string {
  return `file-${index.toString(36).padStart(8, '0')}${turn.toString(36).padStart(4, '0')}`
}

/** Writes one bare JSON file. Streams, so that any size can be made. */
export async function writeChatgptJson(path: string, options: ChatgptExport = {}): Promise<ExportSummary> {
  const summary = emptySummary()
  await pipeline(Readable.from(jsonArray(chatgptConversations(options), summary)), createWriteStream(path))
  return summary
}

/** Writes an export as a folder, as the zip looks when unpacked. */
export async function writeChatgptFolder(folder: string, options: ChatgptExport = {}): Promise<ExportSummary> {
  const summary = emptySummary()
  await mkdir(folder, { recursive: true })
  for (const member of members(options, summary)) {
    await pipeline(Readable.from(member.content()), createWriteStream(join(folder, member.name)))
  }
  return summary
}

/** Writes an export as the zip that is sent by mail. */
export async function writeChatgptZip(path: string, options: ChatgptExport = {}, prefix = ''): Promise<ExportSummary> {
  const summary = emptySummary()
  const zip = new yazl.ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(path))
  for (const member of members(options, summary)) {
    zip.addReadStreamLazy(prefix + member.name, (open) => open(null, Readable.from(member.content())))
  }
  zip.end()
  await written
  return summary
}

/** Writes any value as JSON, for odd exports made by hand. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, JSON.stringify(value))
}

/** Counts the nodes of a conversation that carry a message. */
export function countMessages(value: ExportConversation): number {
  return Object.values(value.mapping).filter((node) => node.message !== null).length
}

type Member = { readonly name: string; readonly content: () => Iterable<Buffer> }
type MutableSummary = { -readonly [Key in keyof ExportSummary]: ExportSummary[Key] }

function* members(options: ChatgptExport, summary: MutableSummary): Generator<Member, void, void> {
  const { conversations = 10, layout = 'single', shardSize = 100, seed = 1, turns = 6 } = options
  const all = () => chatgptConversations(options)
  if (layout === 'single') yield { name: 'conversations.json', content: () => jsonArray(all(), summary) }
  const shards: string[] = []
  for (let from = 0; layout === 'sharded' && from < conversations; from += shardSize) {
    const name = `conversations-${String(shards.length).padStart(3, '0')}.json`
    shards.push(name)
    const slice = function* () {
      for (let index = from; index < Math.min(from + shardSize, conversations); index += 1) {
        yield conversation(options, seed, index, turns)
      }
    }
    yield { name, content: () => jsonArray(slice(), summary) }
  }
  yield json('user.json', { id: 'user-1', email: 'someone@example.com' })
  yield json('message_feedback.json', [])
  yield { name: 'chat.html', content: () => [Buffer.from('<html><body>var jsonData = []</body></html>')] }
  const names: Record<string, string> = {}
  for (const { id, turn, index } of pictures(options)) {
    const name = layout === 'sharded' ? `${id}.dat` : `${id}-picture.png`
    names[`${id}.dat`] = 'picture.png'
    yield { name, content: () => [createPicture(index * 1_000 + turn)] }
  }
  if (layout === 'sharded') {
    yield json('conversation_asset_file_names.json', names)
    yield json('export_manifest.json', {
      version: 1,
      logical_files: { 'conversations.json': { files: shards, sharded: true } },
    })
  }
}

function* pictures({ conversations = 10, turns = 6, turnsSoFar = turns, pictureEvery = 3 }: ChatgptExport) {
  for (let index = 0; index < conversations; index += 1) {
    for (let turn = 0; turn < Math.min(turns, turnsSoFar); turn += 1) {
      if (isEvery(pictureEvery, turn)) yield { id: pictureId(index, turn), index, turn }
    }
  }
}

function conversation(options: ChatgptExport, seed: number, index: number, turns: number): ExportConversation {
  const { branchEvery = 4, pictureEvery = 3, toolEvery = 5, oddEvery = 0, turnsSoFar = turns } = options
  const sentences = createSentences(seed * 7_919 + index)
  const id = `${seed.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`
  const mapping: Record<string, ExportNode> = {}
  let count = 0
  let time = start + index * 86_400

  const add = (parent: string | null, message: Record<string, unknown> | null): string => {
    count += 1
    const node = `${index.toString(16).padStart(8, '0')}-${count.toString(16).padStart(12, '0')}`
    mapping[node] = { id: node, parent, children: [], message: message && { id: node, ...message } }
    if (parent !== null) mapping[parent]?.children.push(node)
    return node
  }
  const say = (role: string, content: unknown, metadata: object = {}, more: object = {}) => {
    time += sentences.below(600) + 1 + sentences.below(1_000) / 1_000
    return {
      author: { role, name: null, metadata: {} },
      create_time: time,
      update_time: null,
      content,
      status: 'finished_successfully',
      end_turn: role === 'assistant',
      weight: 1,
      metadata,
      recipient: 'all',
      channel: null,
      ...more,
    }
  }
  const text = (...parts: unknown[]) => ({ content_type: 'text', parts })
  const model = models[index % models.length]
  const answer = () =>
    say('assistant', text(sentences.paragraph()), { model_slug: model, finish_details: { type: 'stop' } })

  const root = add(null, null)
  let leaf = add(root, say('system', text(''), { is_visually_hidden_from_conversation: true }))
  for (let turn = 0; turn < Math.min(turns, turnsSoFar); turn += 1) {
    const question = isEvery(pictureEvery, turn)
      ? say('user', {
          content_type: 'multimodal_text',
          parts: [
            {
              content_type: 'image_asset_pointer',
              asset_pointer: `file-service://${pictureId(index, turn)}`,
              width: 8,
              height: 8,
            },
            sentences.sentence(),
          ],
        })
      : say('user', text(sentences.sentence()))
    const asked = add(leaf, question)
    let above = asked
    if (isEvery(toolEvery, turn)) {
      const call = { content_type: 'code', language: 'unknown', text: 'search("weather")' }
      above = add(above, say('assistant', call, { model_slug: model }, { recipient: 'browser' }))
      const result = { content_type: 'execution_output', text: sentences.sentence() }
      above = add(above, say('tool', result, {}, { author: { role: 'tool', name: 'browser', metadata: {} } }))
    }
    if (isEvery(oddEvery, turn))
      above = add(above, say('assistant', { content_type: 'super_widget', payload: { n: turn } }))
    if (isEvery(branchEvery, turn)) add(above, answer())
    leaf = add(above, answer())
  }
  return {
    id,
    conversation_id: id,
    title: sentences.sentence().slice(0, 40),
    create_time: start + index * 86_400,
    update_time: time,
    mapping,
    current_node: leaf,
    default_model_slug: model,
    is_archived: false,
    moderation_results: [],
  }
}

function isEvery(every: number, turn: number): boolean {
  return every > 0 && turn % every === every - 1
}

function* jsonArray(values: Iterable<ExportConversation>, summary: MutableSummary): Generator<Buffer, void, void> {
  let separator = '['
  for (const value of values) {
    const bytes = Buffer.from(separator + JSON.stringify(value))
    separator = ',\n'
    summary.conversations += 1
    summary.bytes += bytes.length
    for (const node of Object.values(value.mapping)) {
      if (node.message === null) continue
      summary.messages += 1
      if ((node.message['content'] as { content_type: string }).content_type === 'multimodal_text')
        summary.pictures += 1
    }
    yield bytes
  }
  yield Buffer.from(separator === '[' ? '[]' : ']')
}

function json(name: string, value: unknown): Member {
  return { name, content: () => [Buffer.from(JSON.stringify(value))] }
}

function emptySummary(): MutableSummary {
  return { conversations: 0, messages: 0, pictures: 0, bytes: 0 }
}
