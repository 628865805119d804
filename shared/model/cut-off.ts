import type { Message } from './message.ts'
import { spokenText } from './part.ts'

/** How providers say that a reply ran into its limit of tokens. */
const ranOut = new Set(['length', 'max_tokens', 'max_output_tokens', 'model_length', 'MAX_TOKENS'])

/** Whether a reply ended before its own end with words in it, so that it can be gone on with. */
export function isCutOff({ role, state, finishReason, deleted, parts }: Message): boolean {
  if (role !== 'assistant' || deleted || spokenText(parts).trim() === '') return false
  if (state === 'complete') return finishReason !== null && ranOut.has(finishReason)
  return state !== 'streaming'
}
