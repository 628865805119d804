import type { PresetId } from '#shared/model/provider.ts'

/**
 * How a provider is asked to write on from a last message of the model's own, by its documentation. Elsewhere such a
 * message is refused, or taken for a finished one.
 */
const prefills: Partial<Record<PresetId, Readonly<Record<string, true>>>> = {
  mistral: { prefix: true },
  moonshot: { partial: true },
  qwen: { partial: true },
  llamacpp: {},
}

/** What has to stand on that message besides its words; null where the provider does not write on from it. */
export function prefillOf(preset: PresetId): Readonly<Record<string, true>> | null {
  return prefills[preset] ?? null
}
