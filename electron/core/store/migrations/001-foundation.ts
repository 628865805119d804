import type { Migration } from './migration.ts'

// AUTOINCREMENT where rows are ever removed: a window that has not heard of it yet must not act on a stranger that came
// to the same number.

const companions = `
  CREATE TABLE companion (
    id INTEGER PRIMARY KEY,
    profile_json TEXT NOT NULL,
    avatar_id INTEGER,
    provider_id INTEGER REFERENCES provider (id) ON DELETE SET NULL,
    model TEXT,
    archived INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
  ) STRICT;
`

const conversations = `
  CREATE TABLE conversation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    companion_id INTEGER REFERENCES companion (id),
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT,
    title TEXT,
    created_at INTEGER,
    updated_at INTEGER NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0,
    message_count INTEGER NOT NULL DEFAULT 0,
    preview TEXT NOT NULL DEFAULT '',
    leaf_id INTEGER,
    import_run_id INTEGER,
    raw BLOB
  ) STRICT;
  CREATE INDEX conversation_latest ON conversation (archived, updated_at, id);
  CREATE INDEX conversation_companion ON conversation (companion_id, archived, updated_at, id);
  CREATE UNIQUE INDEX conversation_lifelong ON conversation (companion_id) WHERE kind = 'lifelong';
  CREATE UNIQUE INDEX conversation_source ON conversation (source, source_id) WHERE source_id IS NOT NULL;
  CREATE TABLE draft (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT;
`

// A null `parts_json` stands for the usual case, one text part that says `text`, so that no word is stored twice.
// A null `selected_child_id` stands for the newest child: only a choice against the newest is ever written.
const messages = `
  CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id INTEGER NOT NULL REFERENCES conversation (id),
    parent_id INTEGER,
    depth INTEGER NOT NULL,
    role TEXT NOT NULL,
    author TEXT,
    created_at INTEGER,
    time_original TEXT,
    time_precision TEXT,
    time_zone_known INTEGER,
    model TEXT,
    provider TEXT,
    text TEXT NOT NULL,
    parts_json TEXT,
    state TEXT NOT NULL,
    failure TEXT,
    finish_reason TEXT,
    tokens_prompt INTEGER,
    tokens_completion INTEGER,
    hidden INTEGER NOT NULL DEFAULT 0,
    deleted_at INTEGER,
    selected_child_id INTEGER,
    source_id TEXT,
    import_run_id INTEGER,
    request_id TEXT,
    search_key INTEGER,
    raw BLOB
  ) STRICT;
  CREATE INDEX message_version ON message (conversation_id, parent_id);
  CREATE UNIQUE INDEX message_source ON message (conversation_id, source_id) WHERE source_id IS NOT NULL;
  CREATE UNIQUE INDEX message_request ON message (request_id) WHERE request_id IS NOT NULL;
  CREATE UNIQUE INDEX message_search ON message (search_key) WHERE search_key IS NOT NULL;
  CREATE INDEX message_streaming ON message (state) WHERE state = 'streaming';
  CREATE TABLE thread (
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    depth INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    created_at INTEGER,
    PRIMARY KEY (conversation_id, depth)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX thread_time ON thread (conversation_id, created_at);
  CREATE TABLE message_asset (
    asset_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    PRIMARY KEY (asset_id, message_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_asset_message ON message_asset (message_id);
`

const providers = `
  CREATE TABLE provider (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    preset TEXT NOT NULL,
    name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    api_key TEXT,
    key_origin TEXT,
    headers_json TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE model_cache (
    provider_id INTEGER PRIMARY KEY REFERENCES provider (id) ON DELETE CASCADE,
    models_json TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE setting (key TEXT PRIMARY KEY, value_json TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

const imports = `
  CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL,
    companion_id INTEGER REFERENCES companion (id),
    file_names_json TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    progress_json TEXT NOT NULL,
    preview_json TEXT,
    receipt_json TEXT,
    failure TEXT
  ) STRICT;
  CREATE TABLE import_conversation (
    import_run_id INTEGER NOT NULL REFERENCES import_run (id),
    conversation_id INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    PRIMARY KEY (import_run_id, conversation_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX import_conversation_conversation ON import_conversation (conversation_id);
`

// The words of an entry are tokens made by search/tokenize.ts; symbols arrive as private-use letters (`Co`). No
// `contentless_delete`: its tombstones leave the deleted words on disk, the 'delete' command takes them out.
const search = `
  CREATE VIRTUAL TABLE message_index USING fts5 (
    body, conversation, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co'"
  );
  INSERT INTO message_index (message_index, rank) VALUES ('secure-delete', 1), ('pgsz', 7900);
`

const media = `
  CREATE TABLE media.meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO media.meta (key, value) VALUES ('hash_key', randomblob(32));
  CREATE TABLE media.asset (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB UNIQUE,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    import_run_id INTEGER
  ) STRICT;
  CREATE TABLE media.chunk (
    id INTEGER PRIMARY KEY,
    asset_id INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (asset_id, start)
  ) STRICT;
`

const meta = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta (key, value) VALUES ('generation', 0), ('tokenizer', 1);
`

/** The first schema: everything a vault begins with. */
export const foundation: Migration = {
  version: 1,
  sql: [providers, companions, conversations, messages, imports, search, meta, media].join('\n'),
}
