import { expect, it, test } from 'vitest'
import { sightOf } from '#core/providers/sight.ts'

const byName = (model: string) => sightOf({ preset: 'custom', model, said: null, listed: null })

it.each([
  'gpt-4o',
  'chatgpt-4o-latest',
  'openai/gpt-5.1',
  'o3',
  'anthropic/claude-sonnet-4.5',
  'claude-3-haiku-20240307',
  'google/gemini-2.5-flash',
  'gemma3:12b',
  'grok-4',
  'qwen2.5vl:7b',
  'Qwen/Qwen2.5-VL-72B-Instruct',
  'qwen-vl-max',
  'glm-4.5v',
  'moonshot-v1-8k-vision-preview',
  'doubao-1-5-vision-pro-32k-250115',
  'pixtral-12b',
  'llava:13b',
  'llama3.2-vision',
  'minicpm-v:8b',
])('sends pictures to %s, which sees', (model) => {
  expect(byName(model)).toBe('yes')
})

it.each([
  'gpt-3.5-turbo',
  'openai/gpt-oss-120b',
  'o3-mini',
  'deepseek-chat',
  'deepseek-ai/DeepSeek-V3.2',
  'qwq:32b',
  'qwen3:8b',
  'qwen2.5-coder',
  'llama3.1:8b',
  'moonshot-v1-32k',
  'glm-4-flash',
  'mixtral-8x7b',
])('does not make %s fail with a picture it cannot see', (model) => {
  expect(byName(model)).toBe('no')
})

test('a model nobody knows is asked about rather than guessed', () => {
  for (const model of ['ep-20250101-abcde', 'scripted-large', 'my-finetune']) expect(byName(model)).toBe('unknown')
})

test('the person knows better than the list, and the list better than a name', () => {
  const asked = { preset: 'custom', model: 'gpt-4o' } as const
  expect(sightOf({ ...asked, said: null, listed: false })).toBe('no')
  expect(sightOf({ ...asked, said: true, listed: false })).toBe('yes')
  expect(sightOf({ ...asked, preset: 'demo', said: null, listed: null, model: 'demo' })).toBe('no')
})
