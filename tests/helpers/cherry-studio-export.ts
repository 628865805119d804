import Sqlite from 'better-sqlite3-multiple-ciphers'
import type { ChatTurn } from './chat-model.ts'

/** A backup with one topic: messages and blocks in tables, title and assistant only in settings of JSON in JSON. */
export function cherryBackup(turns: readonly ChatTurn[], more: { topics?: object[]; blocks?: object[] } = {}): object {
  const messages: object[] = []
  const blocks: object[] = []
  let above: string | null = null
  for (const [turn, { role, versions, shown }] of turns.entries()) {
    const askId: string | null = role === 'assistant' ? above : null
    for (const [version, { text, time }] of versions.entries()) {
      const id = `${turn}-${version}`
      const createdAt = new Date(time ?? 0).toISOString()
      blocks.push({ id: `b-${id}`, messageId: id, type: 'main_text', content: text, status: 'success', createdAt })
      messages.push({
        id,
        role,
        topicId: 't1',
        assistantId: 'mia',
        createdAt,
        status: 'success',
        blocks: [`b-${id}`],
        ...(askId === null ? {} : { askId, useful: version === shown }),
        ...(role === 'assistant' ? { modelId: `model-${version}`, model: { id: `model-${version}`, name: 'M' } } : {}),
      })
      if (version === shown) above = id
    }
  }
  const assistants = {
    defaultAssistant: { id: 'default', name: 'Default', topics: [] },
    assistants: [
      {
        id: 'mia',
        name: 'Mia',
        prompt: 'Be kind.',
        topics: [{ id: 't1', name: 'A topic', createdAt: '2025-09-17T05:12:00.728Z' }],
        mcpServers: [{ env: { KEY: 'sk-never-store-this' } }],
      },
    ],
  }
  const slices = {
    assistants: JSON.stringify(assistants),
    llm: JSON.stringify({ providers: [{ id: 'openai', apiKey: 'sk-never-store-this' }] }),
  }
  return {
    time: 1_758_091_674_643,
    version: 5,
    localStorage: { language: 'zh-CN', 'persist:cherry-studio': JSON.stringify(slices) },
    indexedDB: {
      files: [],
      settings: [],
      topics: [{ id: 't1', messages }, ...(more.topics ?? [])],
      message_blocks: [...blocks.toReversed(), ...(more.blocks ?? [])],
    },
  }
}

/** The tables of the database that is a backup's heart since version 2. */
const tables = `
  CREATE TABLE assistant (id text PRIMARY KEY NOT NULL, name text NOT NULL, prompt text DEFAULT '');
  CREATE TABLE topic (id text PRIMARY KEY NOT NULL, name text, assistant_id text, active_node_id text,
    created_at integer, updated_at integer, deleted_at integer);
  CREATE TABLE message (id text PRIMARY KEY NOT NULL, parent_id text REFERENCES message(id), topic_id text NOT NULL,
    role text NOT NULL CHECK(role IN ('user', 'assistant', 'system')), data text NOT NULL, searchable_text text,
    status text NOT NULL, siblings_group_id integer DEFAULT 0, model_id text, model_snapshot text, stats text,
    created_at integer, updated_at integer, deleted_at integer);
  CREATE INDEX message_topic ON message (topic_id, created_at);
  CREATE VIRTUAL TABLE message_fts USING fts5(searchable_text, content='message', content_rowid='rowid');
  CREATE TABLE user_provider (id text PRIMARY KEY, api_keys text);
  CREATE TABLE agent (id text PRIMARY KEY NOT NULL, name text NOT NULL);
  CREATE TABLE agent_session (id text PRIMARY KEY NOT NULL, agent_id text NOT NULL, name text NOT NULL,
    created_at integer, updated_at integer);
  CREATE TABLE agent_session_message (id integer PRIMARY KEY AUTOINCREMENT, session_id text, role text, content text,
    created_at integer);`

export type CherryRow = Readonly<Record<string, string | number | null>>

/** The database of a profile with one topic, and with more rows of any table. */
export function cherryDatabase(turns: readonly ChatTurn[], more: Readonly<Record<string, readonly CherryRow[]>> = {}) {
  const database = new Sqlite(':memory:')
  database.exec(tables)
  const add = (table: string, row: CherryRow) => {
    const names = Object.keys(row)
    const marks = names.map(() => '?').join(', ')
    database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`).run(...Object.values(row))
  }
  add('user_provider', { id: 'openai', api_keys: 'sk-never-store-this' })
  add('assistant', { id: 'mia', name: 'Mia', prompt: 'Be kind.' })
  let above: string | null = null
  for (const [turn, { role, versions, shown }] of turns.entries()) {
    const parent: string | null = above
    for (const [version, { text, time }] of versions.entries()) {
      const id = `${turn}-${version}`
      add('message', {
        id,
        parent_id: parent,
        topic_id: 't1',
        role,
        data: JSON.stringify({ parts: [{ type: 'text', text }] }),
        status: 'success',
        ...(role === 'assistant' ? { model_id: `openai::model-${version}` } : {}),
        created_at: time ?? 0,
      })
      if (version === shown) above = id
    }
  }
  add('topic', { id: 't1', name: 'A topic', assistant_id: 'mia', active_node_id: above, created_at: 1_758_085_920_728 })
  for (const [table, rows] of Object.entries(more)) for (const row of rows) add(table, row)
  const bytes = database.serialize()
  database.close()
  return bytes
}
