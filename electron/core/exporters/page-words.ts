import type { Language } from '#shared/languages.ts'
import type { Part } from '#shared/model/part.ts'

/** What stands around the words of the two, in each language. `$` is filled in. */
export type PageWords = {
  readonly you: string
  readonly assistant: string
  readonly system: string
  readonly tool: string
  readonly untitled: string
  readonly undated: string
  readonly others: string
  readonly besides: { readonly [Kind in Part['kind']]?: string }
  readonly missing: string
  readonly search: string
  readonly searchHint: string
  readonly nothing: string
  readonly conversations: string
  readonly contents: string
  readonly back: string
  readonly earlier: string
  readonly later: string
  readonly favourite: string
  readonly letter: string
  readonly memories: string
  readonly days: string
  readonly messages: (count: string) => string
  readonly writtenOn: (date: string) => string
  readonly aiNote: string
  readonly needsScript: string
  readonly from: (source: string) => string
  readonly volume: (number: string, of: string) => string
}

export const pageWords: { readonly [Name in Language]: PageWords } = {
  en: {
    you: 'You',
    assistant: 'Companion',
    system: 'System',
    tool: 'Tool',
    untitled: 'Untitled',
    undated: 'Without a date',
    others: 'Conversations',
    besides: {
      thought: 'Thought',
      tool_call: 'Tool',
      tool_result: 'Tool result',
      citation: 'Source',
      context: 'Context',
      error: 'Error',
      stand_in: 'Asked before',
      opaque: 'Kept as it came',
    },
    missing: 'not in the vault',
    search: 'Search',
    searchHint: 'Words that were said',
    nothing: 'Nothing found',
    conversations: 'Conversations',
    contents: 'Contents',
    back: 'All conversations',
    earlier: 'Earlier',
    later: 'Later',
    favourite: 'Favourite',
    letter: 'The Letter',
    memories: 'Memories',
    days: 'Our days',
    messages: (count) => `${count} messages`,
    writtenOn: (date) => `Kept on ${date}`,
    aiNote: 'What companions say here was written by AI models, each named where it spoke.',
    needsScript: 'To search, let this page run its own script. Everything can be read without it.',
    from: (source) => `Source: ${source}`,
    volume: (number, of) => `Volume ${number} of ${of}`,
  },
  'zh-Hans': {
    you: '你',
    assistant: '伙伴',
    system: '系统',
    tool: '工具',
    untitled: '未命名',
    undated: '没有日期',
    others: '对话',
    besides: {
      thought: '思考',
      tool_call: '工具',
      tool_result: '工具结果',
      citation: '来源',
      context: '背景',
      error: '错误',
      stand_in: '先问过',
      opaque: '原样保留',
    },
    missing: '不在保险库里',
    search: '搜索',
    searchHint: '说过的话',
    nothing: '没有找到',
    conversations: '对话',
    contents: '目录',
    back: '所有对话',
    earlier: '更早',
    later: '更晚',
    favourite: '收藏',
    letter: '长信',
    memories: '记忆',
    days: '我们的日子',
    messages: (count) => `${count}条消息`,
    writtenOn: (date) => `保存于${date}`,
    aiNote: '伙伴在这里说的话由AI模型写成，每处都注明了是哪个模型。',
    needsScript: '要搜索，请允许这个页面运行它自带的脚本。不搜索也能读完全部内容。',
    from: (source) => `来源：${source}`,
    volume: (number, of) => `第${number}卷，共${of}卷`,
  },
  'zh-Hant': {
    you: '你',
    assistant: '夥伴',
    system: '系統',
    tool: '工具',
    untitled: '未命名',
    undated: '沒有日期',
    others: '對話',
    besides: {
      thought: '思考',
      tool_call: '工具',
      tool_result: '工具結果',
      citation: '來源',
      context: '背景',
      error: '錯誤',
      stand_in: '先問過',
      opaque: '原樣保留',
    },
    missing: '不在保險庫裡',
    search: '搜尋',
    searchHint: '說過的話',
    nothing: '沒有找到',
    conversations: '對話',
    contents: '目錄',
    back: '所有對話',
    earlier: '更早',
    later: '更晚',
    favourite: '收藏',
    letter: '長信',
    memories: '記憶',
    days: '我們的日子',
    messages: (count) => `${count}則訊息`,
    writtenOn: (date) => `保存於${date}`,
    aiNote: '夥伴在這裡說的話由AI模型寫成，每處都註明了是哪個模型。',
    needsScript: '要搜尋，請允許這個頁面執行它自帶的指令碼。不搜尋也能讀完全部內容。',
    from: (source) => `來源：${source}`,
    volume: (number, of) => `第${number}卷，共${of}卷`,
  },
}
