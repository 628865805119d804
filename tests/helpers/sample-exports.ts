import { documentVersion } from '#shared/model/document.ts'
import { agnaiChat } from './agnai-export.ts'
import { aistudioPrompt } from './aistudio-export.ts'
import { backyardFiles } from './backyard-export.ts'
import { characterAiHistories, characterAiTurns } from './characterai-export.ts'
import { them, you, type ChatLine } from './chat-lines.ts'
import type { ChatTurn } from './chat-model.ts'
import { chatboxFile, chatboxSession } from './chatbox-export.ts'
import { chatgptConversations } from './chatgpt-export.ts'
import { cherryBackup, cherryDatabase } from './cherry-studio-export.ts'
import { claudeConversation } from './claude-export.ts'
import { copilotCsv } from './copilot-export.ts'
import { deepseekConversation } from './deepseek-export.ts'
import { geminiHtml, geminiJson } from './gemini-export.ts'
import { grokExport } from './grok-export.ts'
import { janThread } from './jan-export.ts'
import { koboldStory } from './kobold-export.ts'
import { librechatFile } from './librechat-export.ts'
import { lineText } from './line-export.ts'
import { betterChatGptFile, chatbotUiFile, typingMindFile } from './listed-chats-export.ts'
import { lobechatState, lobechatTables } from './lobechat-export.ts'
import {
  discordChannel,
  metaThread,
  qqChat,
  qqText,
  signalText,
  telegramAccount,
  telegramChat,
  telegramPage,
} from './messenger-exports.ts'
import { mistralChat } from './mistral-export.ts'
import { nextchatBackup, nextchatSession } from './nextchat-export.ts'
import { oobaboogaLog } from './oobabooga-export.ts'
import { openwebuiChat } from './openwebui-export.ts'
import { perplexityThread } from './perplexity-export.ts'
import { qwenChat } from './qwen-export.ts'
import { replikaCsv } from './replika-export.ts'
import { risuBlocks, risuCharacter, risuChat, risuFile, risuPage, risuSave } from './risuai-export.ts'
import { tavernChat } from './sillytavern-export.ts'
import type { TalkTree } from './talk-tree.ts'
import { chatlogList, memoTraceTable, weFlowSession, wechatText } from './wechat-export.ts'
import { whatsappText } from './whatsapp-export.ts'

const start = Date.UTC(2024, 0, 20, 9, 30)
const minute = 60_000
const words = ['在吗', 'I am here, "always".', '<b>窗外</b> & rain', 'Name: hello', '🌧️ 多行\n文字', 'good night']

const turns: readonly ChatTurn[] = words.map((text, index) => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  versions: [{ text, time: start + index * minute }],
  shown: 0,
}))
const withVersions: readonly ChatTurn[] = turns.map((turn, index) =>
  index % 2 === 0
    ? turn
    : { ...turn, versions: [...turn.versions, { text: `${words[index]} again`, time: start }], shown: 1 },
)
const lines: readonly ChatLine[] = words.map((text, index) => ({
  name: index % 2 === 0 ? you : them,
  text: text.replaceAll('\n', ' '),
  time: start + index * minute,
}))
const tree: TalkTree = {
  nodes: words.map((text, index) => ({
    id: `m${index}`,
    parent: index === 0 ? null : `m${index >> 1}`,
    role: index % 2 === 0 ? 'user' : 'assistant',
    text,
    time: start + index * minute,
  })),
  current: 'm5',
}
const rows = [0, 2, 4].map((index) => ({
  prompt: words[index] ?? '',
  answer: words[index + 1] ?? null,
  time: start + index * minute,
}))
const said = turns.map(({ role, versions }) => ({ role, content: versions[0]?.text ?? '' }))
const json = (value: unknown) => JSON.stringify(value)
const document = {
  format: 'keepsake',
  version: documentVersion,
  conversations: [
    {
      id: 'k',
      source: 'keepsake',
      kind: 'ordinary',
      companion: null,
      companionName: null,
      members: [],
      title: 'A talk',
      createdAt: start,
      updatedAt: start,
      shown: 'm5',
      archived: false,
      branchedFrom: null,
      messages: tree.nodes.map(({ id, parent, role, text, time }) => {
        return { id, parent, role, createdAt: time, parts: [{ kind: 'text', text }] }
      }),
    },
  ],
}

/** A small export of every format that can be read, by what it is, as its files. */
export function sampleExports(): Readonly<Record<string, Readonly<Record<string, string | Buffer>>>> {
  const one = (name: string, text: string | Buffer) => ({ [name]: text })
  return {
    chatgpt: one(
      'a.json',
      json([...chatgptConversations({ conversations: 2, turns: 3, branchEvery: 2, oddEvery: 2 })]),
    ),
    claude: one('a.json', json([claudeConversation(withVersions)])),
    gemini: one('a.json', json(geminiJson(rows))),
    'gemini page': one('a.html', geminiHtml(rows)),
    aistudio: one('a', json(aistudioPrompt(turns))),
    deepseek: one('a.json', json([deepseekConversation(withVersions)])),
    grok: one('a.json', json(grokExport(withVersions))),
    copilot: one('a.csv', copilotCsv({ Talk: turns })),
    mistral: one('a.json', json(mistralChat(withVersions))),
    perplexity: one('a.json', json(perplexityThread(turns))),
    qwen: one('a.json', json([qwenChat(withVersions)])),
    characterai: one('a.json', json(characterAiHistories([turns]))),
    'characterai turns': one('a.json', json(characterAiTurns(withVersions))),
    replika: one('a.csv', replikaCsv(turns)),
    sillytavern: one('a.jsonl', tavernChat(withVersions)),
    risuai: one('a.json', json(risuFile(risuChat(turns)))),
    'risuai page': one('a.html', risuPage(risuChat(turns), 'Mia', 'Hi')),
    'risuai save': one('a.risudat', risuSave([risuCharacter('Mia', [risuChat(turns, { id: 'a' })])], 7)),
    'risuai blocks': one('a.bin', risuBlocks([risuCharacter('Mia', [risuChat(turns, { id: 'b' })])], false)),
    agnai: one('a.json', json(agnaiChat(turns))),
    backyard: backyardFiles(withVersions),
    kobold: one('a.json', json(koboldStory(turns, 'marks'))),
    oobabooga: one('a.json', json(oobaboogaLog(turns))),
    openwebui: one('a.json', json([openwebuiChat(tree)])),
    librechat: one('a.json', json(librechatFile(tree, true))),
    lobechat: one('a.json', json(lobechatState(turns))),
    'lobechat tables': one('a.json', json(lobechatTables(turns))),
    chatbox: one('a.json', json(chatboxFile(chatboxSession(turns)))),
    'cherry-studio': one('data.json', json(cherryBackup(turns))),
    'cherry-studio database': one('cherrystudio.sqlite', cherryDatabase(turns)),
    jan: janThread(turns),
    nextchat: one('a.json', json(nextchatBackup(nextchatSession(turns, 'en-US')))),
    typingmind: one('a.json', json(typingMindFile(turns))),
    betterchatgpt: one('a.json', json(betterChatGptFile(turns))),
    chatbotui: one('a.json', json(chatbotUiFile(turns))),
    whatsapp: one('a.txt', whatsappText(lines, 'american')),
    telegram: one('a.json', json(telegramAccount([telegramChat(lines, them)]))),
    line: one('a.txt', lineText(lines, 'japanese', them)),
    discord: one('a.json', json(discordChannel(lines, them))),
    'telegram page': one('messages.html', telegramPage(lines, them)),
    'qq json': one('a.json', json(qqChat(lines, them))),
    wechat: one('a.csv', memoTraceTable([{ partner: them, lines }])),
    'wechat session': one('a.json', json(weFlowSession(lines, them))),
    'wechat list': one('a.json', json(chatlogList(lines, them))),
    'wechat text': one('a.txt', wechatText(lines, 'moment-first')),
    qq: one('a.txt', qqText([{ partner: them, lines }])),
    meta: one('a.json', json(metaThread(lines, [you, them], them))),
    signal: one('a.txt', signalText(lines)),
    finetune: one('a.jsonl', [json({ messages: said }), json({ messages: said.slice(0, 2) })].join('\n')),
    sharegpt: one(
      'a.json',
      json([
        {
          id: 'c',
          conversations: said.map(({ role, content }) => ({ from: role === 'user' ? 'human' : 'gpt', value: content })),
        },
      ]),
    ),
    exporter: one(
      'a.md',
      `# A talk\n\n${said.map(({ role, content }) => `## ${role === 'user' ? 'You' : 'ChatGPT'}:\n${content}`).join('\n\n')}\n`,
    ),
    transcript: one('a.txt', said.map(({ role, content }) => `${role}: ${content}`).join('\n\n')),
    keepsake: one('keepsake.json', json(document)),
    generic: one(
      'a.json',
      json(said.map(({ role, content }, index) => ({ speaker: role, message: content, number: index }))),
    ),
  }
}
