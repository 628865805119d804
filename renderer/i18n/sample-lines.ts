import type { Language } from '#shared/languages.ts'

/** A few lines as two people might exchange them, to see how words of a language will look. Not translated: each its own. */
export const sampleLines: Record<Language, { readonly yours: string; readonly theirs: readonly string[] }> = {
  en: {
    yours: 'I read your letter standing up, before the kettle had boiled.',
    theirs: [
      'Then sit down and read it again, slowly. I meant every word.',
      'There is a line near the end that I hoped you would find on your own. Did you?',
    ],
  },
  'zh-Hans': {
    yours: '水还没有烧开，我站着读完了你的信。',
    theirs: ['那就坐下，慢慢再读一遍。每一个字我都是认真的。', '快到结尾的地方有一句，我希望你自己发现。找到了吗？'],
  },
  'zh-Hant': {
    yours: '水還沒有燒開，我站著讀完了你的信。',
    theirs: ['那就坐下，慢慢再讀一遍。每一個字我都是認真的。', '快到結尾的地方有一句，我希望你自己發現。找到了嗎？'],
  },
}
