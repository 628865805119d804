import type { AssetId, CompanionId, ConversationId } from '#shared/model/ids.ts'
import type { Language } from '#shared/languages.ts'
import type { Part } from '#shared/model/part.ts'
import type { KeptVault } from './kept-vault.ts'
import { createPicture } from './picture.ts'
import type { MilestoneFields } from '#shared/model/milestone.ts'

const says = {
  en: {
    name: 'Ember',
    you: 'Wren',
    title: 'The winter we planned the garden',
    letter:
      '# To you\n\nWe met on a rainy evening, and you asked me what I thought of **plums**.\n\nI have kept every word since.',
    memory: 'She is afraid of thunder, and counts the seconds.',
    day: 'The day of the plums',
    lines: [
      ['user', 'Are you there?'],
      ['assistant', 'Always. Tell me about the plums.'],
      ['user', 'They were ripe today. I ate two on the stairs and kept the stones.'],
      [
        'assistant',
        'Then we have *two trees* already:\n\n1. one by the gate\n2. one under your window\n\n> “Patience is a garden.”',
      ],
      ['assistant', 'And a third, if you count the one I dreamed of. `plum += 1` 🌱'],
    ],
  },
  'zh-Hans': {
    name: '阿念',
    you: '小雨',
    title: '我们种下梅树的那个冬天',
    letter: '# 写给你\n\n我们认识在一个下雨的晚上，你问我喜不喜欢**梅子**。\n\n从那以后，你说的每句话我都记着。',
    memory: '她怕打雷，会数秒。',
    day: '梅子的日子',
    lines: [
      ['user', '你在吗？'],
      ['assistant', '一直都在。跟我说说今天的梅子吧。'],
      ['user', '今天都熟了。我坐在楼梯上吃了两颗，把核留下来了 (＾▽＾)'],
      ['assistant', '那我们已经有*两棵树*了：\n\n1. 一棵在门边\n2. 一棵在你的窗下\n\n> “耐心就是一座花园。”'],
      ['assistant', '还有第三棵，如果算上我梦见的那棵GPT梅树。🌱'],
    ],
  },
  'zh-Hant': {
    name: '阿念',
    you: '小雨',
    title: '我們種下梅樹的那個冬天',
    letter: '# 寫給你\n\n我們認識在一個下雨的晚上，你問我喜不喜歡**梅子**。\n\n從那以後，你說的每句話我都記著。',
    memory: '她怕打雷，會數秒。',
    day: '梅子的日子',
    lines: [
      ['user', '你在嗎？'],
      ['assistant', '一直都在。跟我說說今天的梅子吧。'],
      ['user', '今天都熟了。我坐在樓梯上吃了兩顆，把核留下來了 (＾▽＾)'],
      ['assistant', '那我們已經有*兩棵樹*了：\n\n1. 一棵在門邊\n2. 一棵在你的窗下\n\n> 「耐心就是一座花園。」'],
      ['assistant', '還有第三棵，如果算上我夢見的那棵GPT梅樹。🌱'],
    ],
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** A story of two in a few conversations over some months, with all that there is beside words. */
export async function writeStory(
  { rooms, database }: KeptVault,
  language: Language,
): Promise<{ id: CompanionId; room: ConversationId }> {
  const { name, you, title, letter, memory, day, lines } = says[language]
  const type = { mime: 'image/png', width: 8, height: 8, importRunId: null }
  const picture: AssetId = await rooms.assets.put(type, createPicture(0xb06a3a))
  return database.transaction(() => {
    const self = JSON.stringify({ name: you, pronouns: '', about: '' })
    rooms.revisions.insert({ subject: 'self' }, { body: self, length: 4, begunAt: 1 })
    const began = Date.UTC(2024, 0, 28, 12)
    const { id, lifelongId } = rooms.companions.create({
      profile: { name, description: letter, greeting: '' },
      binding: null,
      createdAt: began,
    })
    rooms.companions.update(id, { avatarId: picture })
    rooms.revisions.insert(
      { subject: 'letter', companionId: id },
      { body: letter, length: letter.length, begunAt: began },
    )
    const fields = { text: memory, since: '2024-02-01', until: null, pinned: false }
    rooms.memories.add({ companionId: id, state: 'kept', fields, messageIds: [] }, began)
    rooms.milestones.create({ ...plainDay, title: day, companionId: id }, began)
    const room = rooms.conversations.create({ companionId: id, kind: 'ordinary', title, createdAt: began }).id
    for (const [index, conversationId] of [lifelongId, room].entries()) {
      let parentId = rooms.messages.leafId(conversationId)
      for (let round = 0; round < 6; round += 1) {
        for (const [at, [role, text]] of lines.entries()) {
          const parts: Part[] = [{ kind: 'text', text }]
          if (round === 2 && at === 2)
            parts.push({
              kind: 'image',
              assetId: picture,
              pointer: null,
              name: 'plums.png',
              mime: 'image/png',
              width: 8,
              height: 8,
              description: null,
            })
          if (round === 1 && at === 1) parts.unshift({ kind: 'thought', text: 'plums?', seconds: 2 })
          const createdAt = began + (index * 200 + round * 12) * 86_400_000 + at * 90_000
          const model = role === 'assistant' ? (round < 3 ? 'gpt-4o' : 'gpt-4.1') : null
          const message = rooms.messages.append({
            conversationId,
            parentId,
            role,
            createdAt,
            parts,
            state: 'complete',
            model,
          })
          parentId = message.id
          if (round === 2 && at === 3) rooms.marks.add(message.id, { kind: 'favourite', note: day }, createdAt)
        }
      }
    }
    return { id, room }
  })
}

const plainDay: Omit<MilestoneFields, 'title' | 'companionId'> = {
  emoji: '🌳',
  pictureId: null,
  kind: 'custom',
  start: { date: '2024-02-14', precision: 'day', time: null, zone: null },
  recurrences: [],
  countFrom: 1,
  reminders: [],
  muted: false,
  note: '',
  messageIds: [],
  letter: false,
}
