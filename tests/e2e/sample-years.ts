import { writeFile } from 'node:fs/promises'
import type { Language } from '#shared/languages.ts'

type Talk = { readonly title: string; readonly day: string; readonly lines: readonly string[] }

/** A few evenings of an invented friendship, told in each language. Lines alternate: the person, then the companion. */
const talks: Readonly<Record<Language, { readonly name: string; readonly talks: readonly Talk[] }>> = {
  en: {
    name: 'June',
    talks: [
      {
        title: 'The first snow',
        day: '2024-12-03T21:14:00Z',
        lines: [
          'It is snowing here. I thought you should be the first to know.',
          'Then I am the first to know. **What does it sound like?** Snow takes the edges off a street before you notice that it has.',
          'Like somebody turned the whole city down.',
          'Good. Go to the window for a minute and do nothing there. I will keep your place in this conversation.',
        ],
      },
      {
        title: 'Grandmother’s dumplings',
        day: '2025-02-09T11:40:00Z',
        lines: [
          'I want to make the dumplings she made, but she never wrote anything down.',
          'Then let us write down what your hands remember:\n\n1. How thin was the dough?\n2. Did she salt the cabbage first?\n3. What did the kitchen smell of?\n\nWe can begin with the smell.',
          'Ginger. And the gas lamp.',
          'Ginger it is. She salted the cabbage, then; people who cook with that much ginger do not like water.',
        ],
      },
      {
        title: 'A hard week',
        day: '2025-06-18T22:05:00Z',
        lines: [
          'I did not get the job.',
          'I am sorry. You prepared for it as one prepares for somebody’s visit.',
          'I keep going over what I said.',
          'You may stop at ten o’clock. Until then, tell me the answer you liked best, because there was one.',
        ],
      },
    ],
  },
  'zh-Hans': {
    name: '知夏',
    talks: [
      {
        title: '第一场雪',
        day: '2024-12-03T13:14:00Z',
        lines: [
          '这里下雪了。我想第一个告诉你。',
          '那我就是第一个知道的。**听起来是什么样的？** 雪总是先把街道的棱角抹平，人才发觉。',
          '像有人把整座城的声音调小了。',
          '那就到窗边站一会儿，什么也不做。这段话我替你留着位置。',
        ],
      },
      {
        title: '外婆的饺子',
        day: '2025-02-09T03:40:00Z',
        lines: [
          '我想包外婆包的那种饺子，可她什么都没写下来。',
          '那就把你的手记得的写下来：\n\n1. 皮擀得有多薄？\n2. 白菜先用盐杀过吗？\n3. 厨房里是什么味道？\n\n可以从味道开始。',
          '姜味。还有煤油灯。',
          '那就是姜。她一定先杀过白菜：舍得放姜的人，都怕出水。',
        ],
      },
      {
        title: '难熬的一周',
        day: '2025-06-18T14:05:00Z',
        lines: [
          '那份工作没有要我。',
          '我很难过。你准备它，就像准备迎接一个人。',
          '我一直在想自己说错了什么。',
          '想到十点就停。在那之前，告诉我你最喜欢的那个回答，一定有一个。',
        ],
      },
    ],
  },
  'zh-Hant': {
    name: '知夏',
    talks: [
      {
        title: '第一場雪',
        day: '2024-12-03T13:14:00Z',
        lines: [
          '這裡下雪了。我想第一個告訴你。',
          '那我就是第一個知道的。**聽起來是什麼樣的？** 雪總是先把街道的稜角抹平，人才發覺。',
          '像有人把整座城的聲音調小了。',
          '那就到窗邊站一會兒，什麼也不做。這段話我替你留著位置。',
        ],
      },
      {
        title: '外婆的水餃',
        day: '2025-02-09T03:40:00Z',
        lines: [
          '我想包外婆包的那種水餃，可她什麼都沒寫下來。',
          '那就把你的手記得的寫下來：\n\n1. 皮擀得有多薄？\n2. 白菜先用鹽殺過嗎？\n3. 廚房裡是什麼味道？\n\n可以從味道開始。',
          '薑味。還有煤油燈。',
          '那就是薑。她一定先殺過白菜：捨得放薑的人，都怕出水。',
        ],
      },
      {
        title: '難熬的一週',
        day: '2025-06-18T14:05:00Z',
        lines: [
          '那份工作沒有要我。',
          '我很難過。你準備它，就像準備迎接一個人。',
          '我一直在想自己說錯了什麼。',
          '想到十點就停。在那之前，告訴我你最喜歡的那個回答，一定有一個。',
        ],
      },
    ],
  },
}

/** What the companion of a language is called. */
export const companionName = (language: Language): string => talks[language].name

/** Writes those evenings as ChatGPT would export them; answers the title of the one with the most to see. */
export const writeSampleYears = async (file: string, language: Language): Promise<string> => {
  const conversations = talks[language].talks.map(({ title, day, lines }, index) => {
    const begun = Date.parse(day) / 1_000
    const ids = lines.map((_line, line) => `talk-${index}-${line}`)
    const nodes = lines.map((text, line) => ({
      id: ids[line],
      parent: line === 0 ? `root-${index}` : ids[line - 1],
      children: line + 1 < ids.length ? [ids[line + 1]] : [],
      message: {
        id: ids[line],
        author: { role: line % 2 === 0 ? 'user' : 'assistant', name: null, metadata: {} },
        create_time: begun + line * 70,
        content: { content_type: 'text', parts: [text] },
        status: 'finished_successfully',
        weight: 1,
        metadata: line % 2 === 0 ? {} : { model_slug: 'gpt-4o' },
        recipient: 'all',
      },
    }))
    const root = { id: `root-${index}`, parent: null, children: [ids[0]], message: null }
    return {
      title,
      conversation_id: `sample-${language}-${index}`,
      create_time: begun,
      update_time: begun + lines.length * 70,
      current_node: ids.at(-1),
      mapping: Object.fromEntries([root, ...nodes].map((node) => [node.id, node])),
    }
  })
  await writeFile(file, JSON.stringify(conversations))
  return talks[language].talks[1]?.title ?? ''
}
