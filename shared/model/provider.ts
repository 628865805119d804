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

export const Model = z.object({ id: z.string(), name: z.string(), contextWindow: z.int().nullable() })
export type Model = z.infer<typeof Model>
