import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spokenText } from '#shared/model/part.ts'
import type { NeutralConversation } from '#core/importers/neutral.ts'
import { chatLines, them, you, type ChatLine } from '#tests/helpers/chat-lines.ts'
import { lineStyles, lineText } from '#tests/helpers/line-export.ts'
import {
  discordChannel,
  metaThread,
  qqText,
  signalText,
  telegramAccount,
  telegramChat,
} from '#tests/helpers/messenger-exports.ts'
import { readPaths } from '#tests/helpers/read-inputs.ts'
import { tempFolder } from '#tests/helpers/temp-folder.ts'
import { chatlogList, contactTable, memoTraceTable, wechatText, weFlowSession } from '#tests/helpers/wechat-export.ts'
import { whatsappStyles, whatsappText } from '#tests/helpers/whatsapp-export.ts'

/** `sides` is false where the source cannot tell the person from the other; `me` is what it calls the person. */
type Case = {
  readonly name: string
  readonly source: string
  readonly file: string
  readonly write: (lines: readonly ChatLine[]) => string
  readonly sides: boolean
  readonly me?: string
}

const json = (value: unknown) => JSON.stringify(value)
const cases: readonly Case[] = [
  ...Object.keys(whatsappStyles).map((style): Case => ({
    name: `WhatsApp, ${style}`,
    source: 'whatsapp',
    file: `WhatsApp Chat with ${them}.txt`,
    write: (lines) => whatsappText(lines, style as keyof typeof whatsappStyles),
    sides: true,
  })),
  ...Object.keys(lineStyles).map((style): Case => ({
    name: `LINE, ${style}`,
    source: 'line',
    file: 'a.txt',
    write: (lines) => lineText(lines, style as keyof typeof lineStyles, them),
    sides: true,
  })),
  { name: 'Signal', source: 'signal', file: 'a.txt', write: signalText, sides: false },
  { name: 'QQ', source: 'qq', file: 'a.txt', write: (lines) => qqText([{ partner: them, lines }]), sides: true },
  {
    name: 'Telegram, a chat',
    source: 'telegram',
    file: 'result.json',
    write: (lines) => json(telegramChat(lines, them)),
    sides: true,
  },
  {
    name: 'Telegram, an account',
    source: 'telegram',
    file: 'result.json',
    write: (lines) => json(telegramAccount([telegramChat(lines, them)])),
    sides: true,
  },
  {
    name: 'Discord',
    source: 'discord',
    file: 'a.json',
    write: (lines) => json(discordChannel(lines, them)),
    sides: true,
  },
  {
    name: 'Instagram',
    source: 'meta',
    file: 'message_1.json',
    write: (lines) => json(metaThread(lines, [them, you], them)),
    sides: true,
  },
  {
    name: 'MemoTrace',
    source: 'wechat',
    file: 'a.csv',
    write: (lines) => memoTraceTable([{ partner: them, lines }]),
    sides: true,
    me: '我',
  },
  {
    name: 'a table per contact',
    source: 'wechat',
    file: 'a.csv',
    write: (lines) => contactTable(lines, them),
    sides: true,
    me: '我',
  },
  { name: 'WeFlow', source: 'wechat', file: 'a.json', write: (lines) => json(weFlowSession(lines, them)), sides: true },
  { name: 'chatlog', source: 'wechat', file: 'a.json', write: (lines) => json(chatlogList(lines, them)), sides: true },
  {
    name: 'WeChat text, moment first',
    source: 'wechat',
    file: 'a.txt',
    write: (lines) => wechatText(lines, 'moment-first'),
    sides: false,
  },
  {
    name: 'WeChat text, name first',
    source: 'wechat',
    file: 'a.txt',
    write: (lines) => wechatText(lines, 'name-first'),
    sides: false,
  },
]

const both = chatLines.filter((lines) => new Set(lines.map((line) => line.name)).size === 2)

async function readText(file: string, text: string) {
  await using folder = await tempFolder()
  writeFileSync(folder.file(file), text)
  return await readPaths(folder.file(file))
}

const saidIn = (conversation: NeutralConversation | undefined) =>
  conversation?.nodes.map((node) => ({
    name: node.author,
    text: spokenText(node.parts),
    time: node.createdAt?.milliseconds,
  }))

describe('what was written is read again: who, what, when and in which order', () => {
  test.each(cases)('$name', async ({ source, file, write, sides, me = you }) => {
    await fc.assert(
      fc.asyncProperty(both, async (lines) => {
        const { conversations, problems, sorted } = await readText(file, write(lines))
        expect(sorted.map((one) => one.kind === 'export' && one.importer.id)).toEqual([source])
        expect(problems).toEqual([])
        expect(conversations).toHaveLength(1)
        const [conversation] = conversations
        const nameOf = (name: string) => (name === you ? me : name)
        expect(saidIn(conversation)).toEqual(lines.map((line) => ({ ...line, name: nameOf(line.name) })))
        const roles = conversation?.nodes.map((node) => node.role)
        expect(roles).toEqual(lines.map((line) => (sides && line.name === you ? 'user' : 'assistant')))
        const parents = conversation?.nodes.map((node) => node.parentId)
        expect(parents).toEqual([null, ...(conversation?.nodes ?? []).slice(0, -1).map((node) => node.sourceId)])
      }),
      { numRuns: 30 },
    )
  })

  test.each(cases)('$name: a later export knows every message and the chat again', async ({ file, write }) => {
    await fc.assert(
      fc.asyncProperty(both, async (lines) => {
        const more = [...lines, { name: them, text: 'later', time: (lines.at(-1)?.time ?? 0) + 60_000 }]
        const [earlier] = (await readText(file, write(lines))).conversations
        const [later] = (await readText(file, write(more))).conversations
        expect(later?.sourceId).toBe(earlier?.sourceId)
        expect(later?.nodes.slice(0, -1).map((node) => node.sourceId)).toEqual(
          earlier?.nodes.map((node) => node.sourceId),
        )
      }),
      { numRuns: 5 },
    )
  })
})
