import { z } from 'zod'
import { ProviderId } from './ids.ts'

export const presetIds = [
  'demo',
  'openai',
  'openrouter',
  'deepseek',
  'moonshot',
  'zhipu',
  'qwen',
  'siliconflow',
  'doubao',
  'anthropic',
  'gemini',
  'mistral',
  'xai',
  'ollama',
  'lmstudio',
  'llamacpp',
  'custom',
] as const
export const PresetId = z.enum(presetIds)
export type PresetId = z.infer<typeof PresetId>

/** What the interface needs to offer a provider before one is made. */
export const Preset = z.object({
  id: PresetId,
  name: z.string(),
  baseUrl: z.string(),
  needsKey: z.boolean(),
  local: z.boolean(),
  keyPage: z.string().nullable(),
  policyPage: z.string().nullable(),
})
export type Preset = z.infer<typeof Preset>

/** A provider as the interface may see it: of the key, only its last four characters. */
export const Provider = z.object({
  id: ProviderId,
  preset: PresetId,
  name: z.string(),
  baseUrl: z.string(),
  keyHint: z.string().nullable(),
  headerNames: z.array(z.string()),
})
export type Provider = z.infer<typeof Provider>

/** Money per million tokens. The currency is the one the person, or the provider's list, gives it in. */
export const ModelPrice = z.object({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
  currency: z.enum(['USD', 'CNY', 'HKD', 'TWD', 'EUR', 'JPY']),
})
export type ModelPrice = z.infer<typeof ModelPrice>

/** Whether a model sees pictures. */
export const Sight = z.enum(['yes', 'no', 'unknown'])
export type Sight = z.infer<typeof Sight>

/** A model as a provider's list tells of it; what the list does not say is null. */
export const Model = z.object({
  id: z.string(),
  name: z.string(),
  contextWindow: z.int().nullable(),
  price: ModelPrice.nullable().default(null),
  sees: z.boolean().nullable().default(null),
})
export type Model = z.infer<typeof Model>

/** What the person says of a model, which goes before what its provider says; null leaves it to the provider. */
export const ModelFacts = z.object({
  contextWindow: z.int().min(512).max(100_000_000).nullable(),
  price: ModelPrice.nullable(),
  sees: z.boolean().nullable().default(null),
})
export type ModelFacts = z.infer<typeof ModelFacts>
