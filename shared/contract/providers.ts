import { z } from 'zod'
import { ModelBinding } from '../model/companion.ts'
import { ProviderId } from '../model/ids.ts'
import { FailureCode } from '../model/message.ts'
import { Model, ModelFacts, Preset, PresetId, Provider, Sight } from '../model/provider.ts'
import { procedure } from './base.ts'

const one = z.object({ id: ProviderId })
const baseUrl = z.string().max(2_048)
const apiKey = z.string().trim().min(1).max(10_000)
const headers = z.record(z.string().max(200), z.string().max(4_000))

/** What a connection test found: the models, or what is wrong. `detail` is the provider's own words, cut and cleaned. */
export const ConnectionTest = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), models: z.int(), milliseconds: z.int() }),
  z.object({ ok: z.literal(false), problem: FailureCode, detail: z.string().nullable() }),
])
export type ConnectionTest = z.infer<typeof ConnectionTest>

export const providers = {
  presets: procedure.output(z.array(Preset)),
  list: procedure.output(z.array(Provider)),
  /** `allowClearText` accepts plain http to a host that is not on this machine or network. */
  create: procedure
    .input(
      z.object({
        preset: PresetId,
        name: z.string().trim().min(1).max(120),
        baseUrl,
        apiKey: apiKey.nullable(),
        headers,
        allowClearText: z.boolean(),
      }),
    )
    .output(Provider),
  /**
   * A key belongs to one origin: a base URL on another origin answers KEY_DETACHED with both, until `detachKey` or a
   * new key says that this is meant. `apiKey` null removes the key.
   */
  update: procedure
    .input(
      one.extend({
        name: z.string().trim().min(1).max(120).optional(),
        baseUrl: baseUrl.optional(),
        apiKey: apiKey.nullable().optional(),
        headers: headers.optional(),
        allowClearText: z.boolean(),
        detachKey: z.boolean(),
      }),
    )
    .output(Provider),
  remove: procedure.input(one).output(z.void()),
  test: procedure.input(one.extend({ model: z.string().max(300).nullable() })).output(ConnectionTest),
  /** The provider's model list; from the vault's copy unless `refresh`. */
  models: procedure.input(one.extend({ refresh: z.boolean() })).output(z.array(Model)),
  /** Whether a model sees pictures. */
  sight: procedure.input(ModelBinding).output(Sight),
  /** What the person said of a model. */
  facts: procedure.input(ModelBinding).output(ModelFacts),
  setFacts: procedure.input(ModelBinding.extend({ facts: ModelFacts })).output(z.void()),
}
