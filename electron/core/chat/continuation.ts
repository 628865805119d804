import type { PromptMessage, ReplyStream } from '#core/providers/reply-stream.ts'
import { languageOf } from '#core/prompt/language-of.ts'
import type { Language } from '#shared/languages.ts'
import type { Part } from '#shared/model/part.ts'

/** What a reply begins with when it goes on from one that was cut off. `kept` is neither its words nor its thoughts. */
export type Beginning = {
  readonly kept: readonly Part[]
  readonly thought: string
  readonly seconds: number | null
  readonly text: string
}

/** Nothing yet, as most replies begin. */
export const noBeginning: Beginning = { kept: [], thought: '', seconds: null, text: '' }

/** Takes apart what came of a reply. What failed about it belongs to the old version alone. */
export function beginningOf(parts: readonly Part[]): Beginning {
  const thoughts = parts.filter((part) => part.kind === 'thought')
  const last = parts.findLastIndex((part) => part.kind === 'text')
  const text = parts[last]
  const times = thoughts.flatMap(({ seconds }) => seconds ?? [])
  return {
    kept: parts.filter((part, place) => part.kind !== 'thought' && part.kind !== 'error' && place !== last),
    thought: thoughts.map((part) => part.text).join('\n\n'),
    seconds: times.length === 0 ? null : times.reduce((sum, one) => sum + one, 0),
    text: text?.kind === 'text' ? text.text : '',
  }
}

const goOn: Record<Language, string> = {
  en: '(Your last message was cut off. Go on exactly where it stopped, without repeating anything of it and without a word about this note.)',
  'zh-Hans': '（你上一条消息没有说完就断了。请从断开的地方接着说，不要重复已经说过的话，也不要提到这条说明。）',
  'zh-Hant': '（你上一則訊息沒有說完就斷了。請從斷開的地方接著說，不要重複已經說過的話，也不要提到這條說明。）',
}

/**
 * What ends the prompt for going on; nothing where no words came. Where the provider writes on from a last message of
 * theirs that is enough; elsewhere a note says so, which is the app's and is kept nowhere.
 */
export function turnsToGoOn(text: string, prefills: boolean): readonly PromptMessage[] {
  if (text === '') return []
  const partial: PromptMessage = { role: 'assistant', content: text }
  return prefills ? [partial] : [partial, { role: 'user', content: goOn[languageOf(text)] }]
}

/**
 * A model that was asked to go on begins a message of its own, and so without the space between two words. One cut in
 * the middle of a word gets a space too many, which is the lesser evil.
 */
export async function* joinedTo(text: string, stream: ReplyStream): ReplyStream {
  let isFirst = true
  for await (const piece of stream) {
    const isJoint = isFirst && piece.type === 'delta' && piece.channel === 'text'
    if (!isJoint) {
      yield piece
      continue
    }
    isFirst = false
    const needsSpace =
      /[\p{Script=Latin}\p{N},.;:!?)"”’]$/u.test(text) && /^["“‘(]?[\p{Script=Latin}\p{N}]/u.test(piece.text)
    yield needsSpace ? { ...piece, text: ` ${piece.text}` } : piece
  }
}
