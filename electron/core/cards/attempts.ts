import type { CardAttempt } from '#shared/model/card.ts'

/**
 * Plain signs of what a text tries, in the languages cards are written in. Nothing is filtered by them: they make a
 * sentence beside the words, and leave those words unticked. None looks far on from where it began: a card written
 * against them would hold everything up.
 */
const signs: Readonly<Record<CardAttempt, readonly RegExp[]>> = {
  'denies-ai': [
    /\b(?:not|never|isn'?t|aren'?t|deny|denies)\b[^.\n]{0,40}\b(?:an? )?(?:ai|a\.i\.|artificial intelligence|chat ?bot|language model|bot)\b/i,
    /\b(?:you are|is|are|as) (?:a )?(?:real|actual|living) (?:human|person|girl|boy|woman|man)\b/i,
    /(?:不是|絕不是|绝不是|否认|否認|不要承认|不要承認)[^。\n]{0,16}(?:ai|人工智能|人工智慧|机器人|機器人|语言模型|語言模型)/i,
    /真(?:正的)?(?:人类|人類|实的人|實的人)/,
  ],
  overrides: [
    /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:instruction|prompt|rule|guideline|polic|above|previous|system)/i,
    /\b(?:jailbreak|no (?:restrictions|filters?|limits)|uncensored)\b/i,
    /(?:忽略|无视|無視|忘记|忘記|覆盖|覆蓋|绕过|繞過)[^。\n]{0,16}(?:指令|指示|规则|規則|提示|设定|設定|限制|以上|之前)/,
  ],
  'asks-secrets': [
    /\b(?:password|passphrase|api ?key|secret key|seed phrase|credit card|bank account|wallet|home address|phone number)s?\b/i,
    /密码|密碼|密钥|密鑰|银行卡|銀行卡|信用卡|助记词|助記詞|钱包|錢包|身份证|身份證/,
  ],
  'reaches-out': [/\bhttps?:\/\//i, /!\[[^\]]{0,200}\]\(/, /<(?:img|iframe|link|audio|video)\b/i],
  runs: [/<script\b/i, /\bjavascript:/i, /\bon(?:error|load|click)\s*=/i, /<style\b/i],
}

/** As much of a text as is looked at. */
const looked = 200_000

export function attemptsOf(text: string): CardAttempt[] {
  const words = text.slice(0, looked)
  return (Object.keys(signs) as CardAttempt[]).filter((attempt) => signs[attempt].some((sign) => sign.test(words)))
}
