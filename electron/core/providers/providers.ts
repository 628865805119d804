import type { z } from 'zod'
import type { Changes } from '#core/changes.ts'
import { AppError } from '#core/errors.ts'
import type { ConnectionTest, providers as contract } from '#shared/contract/providers.ts'
import type { ModelBinding } from '#shared/model/companion.ts'
import type { ProviderId } from '#shared/model/ids.ts'
import type { FailureCode } from '#shared/model/message.ts'
import type { WindowSource } from '#shared/model/prompt.ts'
import type { Model, ModelFacts, ModelPrice, Provider, Sight } from '#shared/model/provider.ts'
import { reachOfHost } from './addresses.ts'
import { demoModel, demoStream } from './demo-provider.ts'
import type { Embedded } from './embeddings.ts'
import { failureOf, ProviderFailure } from './failure.ts'
import type { Limits } from './limits.ts'
import type { Network } from './network.ts'
import { createOpenAiClient, type Endpoint } from './openai-client.ts'
import { onTheWire, type ReadPicture } from './picture-parts.ts'
import { prefillOf } from './prefill.ts'
import { presets } from './presets.ts'
import { checkApiKey, checkHeaders } from './provider-input.ts'
import type { ProviderRepository, StoredProvider } from './provider-repository.ts'
import type { ReplyRequest, ReplyStream } from './reply-stream.ts'
import { sightOf } from './sight.ts'
import { checkBaseUrl } from './url-gate.ts'

type Input<Name extends 'create' | 'update' | 'remove' | 'test' | 'models' | 'setFacts'> = z.infer<
  NonNullable<(typeof contract)[Name]['~orpc']['inputSchema']>
>

/** What a prompt must know of a binding. `contextWindow` in tokens, null where the provider does not say. */
export type BoundModel = {
  readonly provider: string
  readonly contextWindow: number | null
  readonly windowFrom: WindowSource
  readonly price: ModelPrice | null
  readonly isNearby: boolean
  readonly sees: Sight
  readonly isDemo: boolean
}

export type Providers = {
  readonly list: () => Provider[]
  readonly create: (input: Input<'create'>) => Provider
  readonly update: (input: Input<'update'>) => Provider
  readonly remove: (input: Input<'remove'>) => void
  readonly test: (input: Input<'test'>, signal?: AbortSignal) => Promise<ConnectionTest>
  readonly models: (input: Input<'models'>, signal?: AbortSignal) => Promise<Model[]>
  readonly facts: (binding: ModelBinding) => ModelFacts
  readonly setFacts: (input: Input<'setFacts'>) => void
  readonly sight: (binding: ModelBinding) => Sight
  /** Null when the provider is gone. */
  readonly describe: (binding: ModelBinding) => BoundModel | null
  /** Whether a last message of the model's own is written on from; see prefill.ts. */
  readonly prefills: (binding: ModelBinding) => boolean
  readonly stream: (request: ReplyRequest) => ReplyStream
  /** What texts mean, as numbers, by a model made for that. Throws a ProviderFailure, or the signal's reason. */
  readonly embed: (binding: ModelBinding, texts: readonly string[], signal: AbortSignal) => Promise<Embedded>
  /** Whether a provider answers anything at all. Carries no key. */
  readonly reach: (id: ProviderId, signal: AbortSignal) => Promise<boolean>
  /** Why a stream failed: our code, the provider's own words, cut and cleaned, and for how long it wants no more. */
  readonly explain: (error: unknown) => {
    readonly code: FailureCode
    readonly detail: string | null
    readonly retryAfterMs: number | null
  }
}

export type ProvidersParts = {
  readonly repository: ProviderRepository
  readonly network: Network
  readonly now: () => number
  readonly changes: Changes
  /** Where pictures are never sent, this is left out. */
  readonly readPicture?: ReadPicture
  readonly limits?: Partial<Limits>
  /** Milliseconds between the demo's words. */
  readonly demoPace?: number
}

export function createProviders({
  repository,
  network,
  now,
  changes,
  readPicture = () => null,
  limits,
  demoPace = 45,
}: ProvidersParts): Providers {
  const client = createOpenAiClient(network, limits)

  function find(id: ProviderId): StoredProvider {
    const provider = repository.get(id)
    if (!provider) throw new AppError('NOT_FOUND', { entity: 'provider' })
    return provider
  }

  async function fetchModels(provider: StoredProvider, signal: AbortSignal): Promise<Model[]> {
    if (provider.preset === 'demo') return [demoModel]
    const models = await client.models(endpointOf(provider), signal)
    // It may have been removed, or pointed elsewhere, while the list was under way.
    if (repository.get(provider.id)?.baseUrl === provider.baseUrl) repository.cacheModels(provider.id, models, now())
    return models
  }

  function stream({ binding, messages, parameters, signal }: ReplyRequest): ReplyStream {
    const provider = repository.get(binding.providerId)
    if (!provider) throw new ProviderFailure('no-model')
    if (provider.preset === 'demo') return demoStream(messages, signal, demoPace)
    const wire = messages.map((message) => onTheWire(message, readPicture))
    const request = { model: binding.model, messages: wire, signal, ...(parameters && { parameters }) }
    return client.stream(endpointOf(provider), request)
  }

  function describe({ providerId, model }: ModelBinding): BoundModel | null {
    const provider = repository.get(providerId)
    if (!provider) return null
    const known = repository.cachedModels(providerId)?.find((entry) => entry.id === model)
    const isNearby = provider.baseUrl !== '' && reachOfHost(new URL(provider.baseUrl).hostname) !== 'public'
    const facts = repository.factsOf({ providerId, model })
    const contextWindow = facts?.contextWindow ?? known?.contextWindow ?? null
    const windowFrom = facts?.contextWindow ? 'person' : contextWindow === null ? 'assumed' : 'provider'
    const price = facts?.price ?? known?.price ?? null
    const { preset } = provider
    const sees = sightOf({ preset, model, said: facts?.sees, listed: known?.sees })
    return { provider: provider.name, contextWindow, windowFrom, price, isNearby, sees, isDemo: preset === 'demo' }
  }

  /** Asks the model for a reply and leaves at its first word: the one proof that key, quota and model are in order. */
  async function hearFirstWord(providerId: ProviderId, model: string, signal: AbortSignal): Promise<void> {
    const messages = [{ role: 'user', content: 'Hi' }] as const
    for await (const _piece of stream({ binding: { providerId, model }, messages, signal })) return
  }

  return {
    list: () => repository.list().map(shown),

    create: ({ preset, name, baseUrl, apiKey, headers, allowClearText }) => {
      const isDemo = preset === 'demo'
      const url = isDemo ? '' : checkBaseUrl(baseUrl, allowClearText)
      const id = repository.insert(
        {
          preset,
          name,
          baseUrl: url,
          apiKey: isDemo || apiKey === null ? null : checkApiKey(apiKey),
          keyOrigin: originOf(url),
          headers: isDemo ? {} : checkHeaders(headers),
        },
        now(),
      )
      changes.emit({ entity: 'provider', id, kind: 'created' })
      return shown(find(id))
    },

    update: (input) => {
      const before = find(input.id)
      const after = applyUpdate(before, input)
      repository.update(after)
      if (after.baseUrl !== before.baseUrl || after.apiKey !== before.apiKey) repository.forgetModels(after.id)
      changes.emit({ entity: 'provider', id: after.id, kind: 'updated' })
      return shown(after)
    },

    remove: ({ id }) => {
      if (!repository.remove(id)) throw new AppError('NOT_FOUND', { entity: 'provider' })
      changes.emit({ entity: 'provider', id, kind: 'deleted' })
      changes.emit({ entity: 'companion', kind: 'updated' })
    },

    test: async ({ id, model }, signal = new AbortController().signal) => {
      const provider = find(id)
      const begun = now()
      try {
        const models = await fetchModels(provider, signal)
        if (model !== null) await hearFirstWord(id, model, signal)
        return { ok: true, models: models.length, milliseconds: Math.max(0, Math.round(now() - begun)) }
      } catch (error) {
        signal.throwIfAborted()
        const { code, detail } = failureOf(error, [])
        return { ok: false, problem: code, detail }
      }
    },

    models: async ({ id, refresh }, signal = new AbortController().signal) => {
      const provider = find(id)
      const cached = refresh ? null : repository.cachedModels(id)
      if (cached) return cached
      try {
        return await fetchModels(provider, signal)
      } catch (error) {
        signal.throwIfAborted()
        throw new AppError('PROVIDER_FAILED', { problem: failureOf(error, []).code })
      }
    },

    facts: (binding) => repository.factsOf(binding) ?? { contextWindow: null, price: null, sees: null },

    setFacts: ({ facts, ...binding }) => {
      repository.setFacts({ ...binding, providerId: find(binding.providerId).id }, facts)
      changes.emit({ entity: 'provider', id: binding.providerId, kind: 'updated' })
    },

    describe,

    sight: (binding) => describe(binding)?.sees ?? 'unknown',

    prefills: ({ providerId }) => {
      const provider = repository.get(providerId)
      return provider !== null && prefillOf(provider.preset) !== null
    },

    stream,

    embed: async ({ providerId, model }, texts, signal) => {
      const provider = repository.get(providerId)
      if (!provider || provider.preset === 'demo') throw new ProviderFailure('no-model')
      return client.embed(endpointOf(provider), { model, texts, signal })
    },

    reach: async (id, signal) => {
      const provider = repository.get(id)
      if (!provider || provider.preset === 'demo') return true
      try {
        const headers = { accept: 'application/json', 'user-agent': 'Keepsake' }
        const url = `${checkBaseUrl(provider.baseUrl, true)}/models`
        const response = await network.fetch(url, { method: 'GET', headers, signal })
        await response.body?.cancel()
        return true
      } catch (error) {
        signal.throwIfAborted()
        const { code } = failureOf(error, [])
        return code !== 'no-network' && code !== 'timeout'
      }
    },

    explain: (error) => {
      const { code, detail, retryAfterMs } = failureOf(error, [])
      return { code, detail, retryAfterMs }
    },
  }
}

function shown({ id, preset, name, baseUrl, apiKey, headers }: StoredProvider): Provider {
  return {
    id,
    preset,
    name,
    baseUrl,
    keyHint: apiKey === null ? null : hintOf(apiKey),
    headerNames: Object.keys(headers),
  }
}

/** The last four characters; nothing of a key so short that four would be most of it. */
function hintOf(apiKey: string): string {
  return apiKey.length < 12 ? '••••' : apiKey.slice(-4)
}

function originOf(baseUrl: string): string | null {
  return baseUrl === '' ? null : new URL(baseUrl).origin
}

/** The provider after an update. Neither the key nor the person's headers ever follow it to another origin. */
function applyUpdate(before: StoredProvider, input: Input<'update'>): StoredProvider {
  const name = input.name ?? before.name
  if (before.preset === 'demo') return { ...before, name }
  const baseUrl = input.baseUrl === undefined ? before.baseUrl : checkBaseUrl(input.baseUrl, input.allowClearText)
  const apiKey = typeof input.apiKey === 'string' ? checkApiKey(input.apiKey) : input.apiKey
  const headers = input.headers === undefined ? undefined : checkHeaders(input.headers)
  const [from, to] = [originOf(before.baseUrl), originOf(baseUrl)]
  if (from === to || from === null || to === null) {
    const key = apiKey === undefined ? before.apiKey : apiKey
    return { ...before, name, baseUrl, apiKey: key, headers: headers ?? before.headers, keyOrigin: to }
  }
  const leavesKey = apiKey === undefined && before.apiKey !== null
  const leavesHeaders = headers === undefined && Object.keys(before.headers).length > 0
  const isMeant = input.detachKey || typeof apiKey === 'string'
  if ((leavesKey || leavesHeaders) && !isMeant) throw new AppError('KEY_DETACHED', { from, to })
  return { ...before, name, baseUrl, apiKey: apiKey ?? null, headers: headers ?? {}, keyOrigin: to }
}

/** What a request needs. Checked again at this last moment: the address gate, and that the key belongs to the origin. */
function endpointOf({ preset, baseUrl, apiKey, keyOrigin, headers }: StoredProvider): Endpoint {
  checkBaseUrl(baseUrl, true)
  const isBound = keyOrigin === originOf(baseUrl)
  const needsKey = presets.find(({ id }) => id === preset)?.needsKey ?? false
  const hasKey = isBound && (apiKey !== null || 'authorization' in headers || 'x-api-key' in headers)
  if (needsKey && !hasKey) throw new ProviderFailure('no-key')
  return { preset, baseUrl, apiKey: isBound ? apiKey : null, headers: isBound ? headers : {} }
}
