import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Source } from '#shared/model/conversation.ts'
import { importers } from '#core/importers/table.ts'
import { fixture, hasFixtures } from '#tests/helpers/fixtures.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'

/** What every file of a folder of samples is; where it differs by file, by the end of the file's name. */
type Expected = Source | `(${string})`

const folders: Record<string, Expected | Record<string, Expected>> = {
  agnai: 'agnai',
  aistudio: 'aistudio',
  'character-card-json': '(character-card)',
  'character-card-png': '(character-card)',
  characterai: 'characterai',
  charx: { 'card.json': '(character-card)', 'main.png': '(asset)' },
  chatbotui: 'chatbotui',
  chatbox: 'chatbox',
  chatgpt: 'chatgpt',
  'chatgpt-sharded': {
    'conversations-000.json': 'chatgpt',
    'conversations-001.json': 'chatgpt',
    'export_manifest.json': '(side-car)',
    'conversation_asset_file_names.json': '(side-car)',
    'user.json': '(side-car)',
    'ads.json': '(side-car)',
    'chat.html': '(side-car)',
    '.dat': '(asset)',
  },
  'cherry-studio': 'cherry-studio',
  claude: 'claude',
  copilot: 'copilot',
  deepseek: 'deepseek',
  discord: 'discord',
  'gemini-takeout': 'gemini',
  grok: 'grok',
  jan: { 'messages.jsonl': 'jan', 'thread.json': '(side-car)' },
  lechat: 'mistral',
  librechat: 'librechat',
  line: 'line',
  lobechat: 'lobechat',
  'markdown-transcripts': { 'chatgpt-exporter.md': 'exporter', 'plain.txt': 'transcript' },
  nextchat: 'nextchat',
  'openai-finetune': 'finetune',
  openwebui: 'openwebui',
  perplexity: 'perplexity',
  qwen: 'qwen',
  replika: 'replika',
  'risu-chat': 'risuai',
  signal: 'signal',
  'sillytavern-chat': 'sillytavern',
  'sillytavern-presets': '(preset)',
  telegram: 'telegram',
  wechat: 'wechat',
  whatsapp: { '.txt': 'whatsapp', 'expected-target.json': 'generic' },
  worldinfo: '(lorebook)',
}

function expectedOf(folder: string, name: string): Expected | undefined {
  const expected = folders[folder]
  if (typeof expected !== 'object') return expected
  return Object.entries(expected).find(([end]) => name.endsWith(end))?.[1]
}

describe.skipIf(!hasFixtures)('samples of every format', () => {
  test.for(hasFixtures ? readdirSync(fixture()) : [])('%s: each file is what it is', async (folder) => {
    const found: Record<string, string> = {}
    const wanted: Record<string, string | undefined> = {}
    for (const entry of readdirSync(fixture(folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name === 'SOURCE.txt') continue
      // Each by itself, as somebody would hand it over.
      const { sorted } = await readPaths(`${entry.parentPath}/${entry.name}`)
      for (const one of sorted) {
        const name = one.file.name
        found[name] = one.kind === 'export' ? one.importer.id : `(${one.kind === 'other' ? one.code : 'asset'})`
        wanted[name] = expectedOf(folder, name)
      }
    }
    expect(found).toEqual(wanted)
  })

  test('no sample is left out of the list above', () => {
    expect(Object.keys(folders).toSorted()).toEqual(readdirSync(fixture()).toSorted())
  })
})

test('every reader stands in the table once', () => {
  const ids = importers.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
