import { z } from 'zod'
import type { Model, ModelPrice, PresetId } from '#shared/model/provider.ts'

const text = z.string().min(1).nullish().catch(null)
const size = z.int().positive().nullish().catch(null)

const kinds = z.array(z.string()).nullish().catch(null)

/** Dollars per token, written as decimals, where OpenRouter says it; elsewhere nobody says what such numbers mean. */
const pricing = z
  .object({ prompt: z.string().regex(/^[\d.e-]+$/i), completion: z.string().regex(/^[\d.e-]+$/i) })
  .nullish()
  .catch(null)

const Entry = z.object({
  id: z.string().min(1).max(300),
  name: text,
  display_name: text,
  status: text,
  pricing,
  // Whether it sees, likewise.
  architecture: z.object({ input_modalities: kinds }).nullish().catch(null),
  modalities: z.object({ input_modalities: kinds }).nullish().catch(null),
  capabilities: z
    .union([z.object({ vision: z.boolean().nullish() }), kinds])
    .nullish()
    .catch(null),
  supports_image_in: z.boolean().nullish().catch(null),
  // The window under each maker's own name for it.
  context_length: size,
  context_window: size,
  max_context_length: size,
  max_model_len: size,
  max_input_tokens: size,
  token_limits: z.object({ context_window: size }).nullish().catch(null),
  meta: z.object({ n_ctx: size, n_ctx_train: size }).nullish().catch(null),
})

const List = z.union([z.object({ data: z.array(z.unknown()).nullable() }), z.array(z.unknown())])

/** Reads a provider's model list, sorted by name; entries that are no models are left out. Null when it is no list. */
export function readModels(answer: unknown, preset: PresetId): Model[] | null {
  const list = List.safeParse(answer)
  if (!list.success) return null
  const entries = Array.isArray(list.data) ? list.data : (list.data.data ?? [])
  const models = new Map<string, Model>()
  for (const entry of entries) {
    const read = Entry.safeParse(entry)
    // Doubao lists the models it has shut down.
    if (!read.success || read.data.status?.toLowerCase() === 'shutdown') continue
    const { id, name, display_name: displayName, pricing: prices, ...sizes } = read.data
    const isNameUseful = sizes.token_limits === null || sizes.token_limits === undefined
    const shown = displayName ?? (isNameUseful ? name : null) ?? id
    models.set(id, {
      id,
      name: shown,
      contextWindow: windowOf(sizes),
      price: preset === 'openrouter' ? priceOf(prices) : null,
      sees: seesOf(read.data),
    })
  }
  return [...models.values()].toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
}

function seesOf(entry: z.infer<typeof Entry>): boolean | null {
  const kindsIn = entry.architecture?.input_modalities ?? entry.modalities?.input_modalities
  if (kindsIn) return kindsIn.includes('image')
  const { capabilities } = entry
  // llama.cpp names what a model is capable of; the lists of others are about other things.
  if (Array.isArray(capabilities)) return capabilities.includes('multimodal') ? true : null
  return capabilities?.vision ?? entry.supports_image_in ?? null
}

function priceOf(prices: z.infer<typeof pricing>): ModelPrice | null {
  if (!prices) return null
  const input = perMillion(prices.prompt)
  const output = perMillion(prices.completion)
  return input === null || output === null ? null : { input, output, currency: 'USD' }
}

function perMillion(perToken: string): number | null {
  const price = Number(perToken) * 1_000_000
  // A hundred-millionth of a dollar is what floating point adds, not what anybody charges.
  return Number.isFinite(price) && price >= 0 ? Math.round(price * 1e8) / 1e8 : null
}

function windowOf(sizes: Omit<z.infer<typeof Entry>, 'id' | 'name' | 'display_name' | 'pricing'>): number | null {
  return (
    sizes.context_length ??
    sizes.context_window ??
    sizes.token_limits?.context_window ??
    sizes.max_model_len ??
    sizes.max_context_length ??
    sizes.meta?.n_ctx ??
    sizes.max_input_tokens ??
    sizes.meta?.n_ctx_train ??
    null
  )
}
