import { setTimeout as wait } from 'node:timers/promises'
import { languageOf } from '#core/prompt/language-of.ts'
import type { Language } from '#shared/languages.ts'
import type { Model } from '#shared/model/provider.ts'
import { demoScripts, type DemoScript } from './demo-script.ts'
import type { PromptMessage, ReplyPiece } from './reply-stream.ts'

/** The demo's only model. */
export const demoModel: Model = { id: 'demo', name: 'Demo', contextWindow: null, price: null, sees: false }

type Cue = Exclude<keyof DemoScript, 'opening' | 'others'>

const cues: readonly (readonly [Cue, RegExp])[] = [
  [
    'whoAreYou',
    /\b(who|what) are you\b|are you (real|human|an? ai|a person|alive)|你是(谁|誰|什么|什麼|真的|人|真人|AI|机器|機器)/i,
  ],
  [
    'sad',
    /\b(sad|lonely|depressed|hopeless|crying|hurts|grief|miss (him|her|them|you))\b|难过|難過|伤心|傷心|孤独|孤獨|绝望|絕望|想哭|好累|撑不下去|撐不下去/i,
  ],
  ['help', /\b(help|what can (i|you) do|how does this work)\b|帮助|幫助|怎么用|怎麼用|能做什么|能做什麼/i],
  ['goodNight', /\bgood ?night\b|晚安/i],
  ['thanks', /\bthank(s| you)\b|谢谢|謝謝|多谢|多謝/i],
  ['greeting', /^\s*(hello|hi|hey|good (morning|evening))\b|你好|嗨|早安|早上好|晚上好/i],
]

/**
 * The scripted stand-in, streaming like a provider: offline, the same words for the same conversation, in the language
 * of the last message. `pace` is milliseconds between words.
 */
export async function* demoStream(
  messages: readonly PromptMessage[],
  signal: AbortSignal,
  pace: number,
): AsyncGenerator<ReplyPiece, void, void> {
  for (const word of wordsOf(answerTo(messages))) {
    if (pace > 0) await wait(pace, undefined, { signal })
    signal.throwIfAborted()
    yield { type: 'delta', channel: 'text', text: word }
  }
  yield { type: 'finish', reason: 'stop', tokens: null, model: demoModel.id }
}

function answerTo(messages: readonly PromptMessage[]): string {
  const heard = messages.filter((message) => message.role === 'user').map((message) => message.content)
  const answered = messages.filter((message) => message.role === 'assistant').length
  const script = demoScripts[languageHeard(heard)]
  if (answered === 0) return script.opening
  const cue = cues.find(([, pattern]) => pattern.test(heard.at(-1) ?? ''))
  return cue ? script[cue[0]] : (script.others[(answered - 1) % script.others.length] ?? script.opening)
}

/** The last message with words decides the language; the script of Chinese shows only over the whole conversation. */
function languageHeard(heard: readonly string[]): Language {
  const worded = heard.filter((text) => /\p{Letter}/u.test(text))
  const last = languageOf(worded.at(-1) ?? '')
  if (last === 'en') return last
  const whole = languageOf(worded.filter((text) => languageOf(text) !== 'en').join('\n'))
  return whole === 'en' ? last : whole
}

/** Words with the space before them; Chinese two characters at a time. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\p{Script=Han}{1,2}|\s*[^\s\p{Script=Han}]+|\s+/gu) ?? []
}
