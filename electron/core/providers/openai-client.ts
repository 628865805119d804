import type { Parameters } from '#shared/model/companion.ts'
import type { Model, PresetId } from '#shared/model/provider.ts'
import { readChunk } from './chunk.ts'
import { watchLines } from './event-stream.ts'
import { failureOf, failureOfFinish, ProviderFailure } from './failure.ts'
import { embedCall, readEmbedded, type Embedded, type EmbedRequest } from './embeddings.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { readModels } from './model-list.ts'
import type { Network } from './network.ts'
import { prefillOf } from './prefill.ts'
import type { WireMessage } from './picture-parts.ts'
import type { ReplyPiece } from './reply-stream.ts'
import { wireParameters } from './wire-parameters.ts'
import { createThinkSplitter, type Piece } from './think-tag.ts'

/** Where to ask and with what. `headers` are the person's own and go only here, like the key. */
export type Endpoint = {
  readonly preset: PresetId
  readonly baseUrl: string
  readonly apiKey: string | null
  readonly headers: Readonly<Record<string, string>>
}

export type ChatRequest = {
  readonly model: string
  readonly messages: readonly WireMessage[]
  readonly parameters?: Parameters
  readonly signal: AbortSignal
}

/** Talks to any OpenAI-compatible endpoint. Everything it throws is a ProviderFailure, or the signal's reason. */
export type OpenAiClient = {
  readonly stream: (endpoint: Endpoint, request: ChatRequest) => AsyncGenerator<ReplyPiece, void, void>
  readonly models: (endpoint: Endpoint, signal: AbortSignal) => Promise<Model[]>
  /** What texts mean, as numbers; one row for each text. */
  readonly embed: (endpoint: Endpoint, request: EmbedRequest) => Promise<Embedded>
}

const anthropicVersion = '2023-06-01'

export function createOpenAiClient(network: Network, asked: Partial<Limits> = {}): OpenAiClient {
  const limits = { ...defaultLimits, ...asked }
  /** Base URLs that refused to count tokens; they are not asked again while the vault is open. */
  const uncounted = new Set<string>()

  return {
    stream: async function* (endpoint, request) {
      const attempt = await connect(network, endpoint, limits)
      const farewell = new AbortController()
      const signal = AbortSignal.any([request.signal, farewell.signal])
      const splitter = createThinkSplitter()
      const ending = { reason: null as string | null, model: null as string | null, tokens: null as Tokens }
      // What goes on from words of theirs may begin with a line break, and may have nothing to add.
      let hasSpoken = request.messages.at(-1)?.role === 'assistant'
      let timer: NodeJS.Timeout | undefined

      function* spoken(pieces: Iterable<Piece>): Generator<ReplyPiece> {
        for (const { channel, text } of pieces) {
          const words = channel === 'text' && !hasSpoken ? text.replace(/^[\r\n]+/, '') : text
          if (words === '') continue
          hasSpoken ||= channel === 'text'
          yield { type: 'delta', channel, text: words }
        }
      }

      try {
        const events = await open(attempt, endpoint, request, signal, uncounted.has(endpoint.baseUrl)).catch(
          (error: unknown) => {
            if (!refusesCounting(error)) throw error
            uncounted.add(endpoint.baseUrl)
            return open(attempt, endpoint, request, signal, true)
          },
        )
        for await (const event of events) {
          const chunk = readChunk(event)
          if (!chunk) throw new ProviderFailure('malformed-stream')
          ending.reason ??= chunk.finishReason
          ending.model ??= chunk.model
          ending.tokens = chunk.tokens ?? ending.tokens
          if (chunk.thought !== '') yield { type: 'delta', channel: 'thought', text: chunk.thought }
          yield* spoken(splitter.push(chunk.text))
          // Some endpoints keep the connection open after the last word; the token count is not worth the wait.
          if (ending.reason !== null) timer ??= setTimeout(() => farewell.abort(), limits.farewell)
        }
        request.signal.throwIfAborted()
      } catch (error) {
        request.signal.throwIfAborted()
        if (ending.reason === null) throw failureOf(attempt.trouble() ?? error, secretsOf(endpoint))
      } finally {
        clearTimeout(timer)
      }

      yield* spoken(splitter.flush())
      const failed = failureOfFinish(ending.reason)
      if (failed) throw new ProviderFailure(failed)
      if (ending.reason === null && !attempt.sawDone()) throw new ProviderFailure('malformed-stream')
      if (!hasSpoken) throw new ProviderFailure('provider-error')
      yield { type: 'finish', ...ending }
    },

    models: async (endpoint, signal) => {
      const attempt = await connect(network, withListHeaders(endpoint), limits)
      try {
        const path = endpoint.preset === 'anthropic' ? '/models?limit=1000' : '/models'
        const answer: unknown = await attempt.client.get(path, { signal })
        const models = readModels(answer, endpoint.preset)
        if (!models) throw new ProviderFailure('provider-error')
        return models
      } catch (error) {
        signal.throwIfAborted()
        throw failureOf(attempt.trouble() ?? error, secretsOf(endpoint))
      }
    },

    embed: async (endpoint, { signal, ...request }) => {
      // All numbers come in one line.
      const attempt = await connect(network, endpoint, { ...limits, line: limits.response })
      try {
        const { path, body } = embedCall(endpoint, request)
        const answer: unknown = await attempt.client.post(path, { body, signal })
        const embedded = readEmbedded(answer, request.texts.length)
        if (!embedded) throw new ProviderFailure('malformed-stream')
        return embedded
      } catch (error) {
        signal.throwIfAborted()
        throw failureOf(attempt.trouble() ?? error, secretsOf(endpoint))
      }
    },
  }
}

type Tokens = { readonly prompt: number; readonly completion: number } | null

type Attempt = Awaited<ReturnType<typeof connect>>

/**
 * The SDK over our network. The SDK loads on first use, since it would slow every start; and only its method, path and
 * body go out: its headers would describe this machine, and its options would read the environment.
 */
async function connect(network: Network, endpoint: Endpoint, limits: Limits) {
  const { OpenAI } = await import('openai')
  let trouble: unknown = null
  let isDone = false
  const client = new OpenAI({
    baseURL: endpoint.baseUrl,
    apiKey: 'added-by-us',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    logLevel: 'off',
    fetch: async (url, init) => {
      try {
        const response = await network.fetch(typeof url === 'string' ? url : 'url' in url ? url.url : url.href, {
          method: init?.method?.toUpperCase() === 'POST' ? 'POST' : 'GET',
          headers: headersOf(endpoint, typeof init?.body === 'string'),
          ...(typeof init?.body === 'string' ? { body: init.body } : {}),
          signal: init?.signal ?? new AbortController().signal,
        })
        if (!response.ok || !response.body) return response
        const watched = watchLines(response.body, limits.line, () => {
          isDone = true
        })
        return new Response(watched, { status: response.status, headers: response.headers })
      } catch (error) {
        trouble = error
        throw error
      }
    },
  })
  return { client, trouble: () => trouble, sawDone: () => isDone }
}

function headersOf({ apiKey, headers }: Endpoint, hasBody: boolean): Record<string, string> {
  return {
    accept: 'application/json, text/event-stream',
    'user-agent': 'Keepsake',
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
    ...headers,
  }
}

/** Anthropic's model list is not part of its OpenAI-compatible interface and wants the key in its own header. */
function withListHeaders(endpoint: Endpoint): Endpoint {
  if (endpoint.preset !== 'anthropic' || endpoint.apiKey === null) return endpoint
  const headers = { 'x-api-key': endpoint.apiKey, 'anthropic-version': anthropicVersion, ...endpoint.headers }
  return { ...endpoint, apiKey: null, headers }
}

function open(
  { client }: Attempt,
  { preset }: Endpoint,
  { model, messages, parameters }: ChatRequest,
  signal: AbortSignal,
  isUncounted: boolean,
) {
  const counting = isUncounted ? {} : { stream_options: { include_usage: true } }
  const last = messages.at(-1)
  const marked = last?.role === 'assistant' ? [...messages.slice(0, -1), { ...last, ...prefillOf(preset) }] : messages
  const asked = parameters ? wireParameters(parameters, preset) : {}
  const body = { model, messages: [...marked], stream: true as const, ...asked, ...counting }
  return client.chat.completions.create(body, { signal })
}

function refusesCounting(error: unknown): boolean {
  if (!(error instanceof Error) || !('status' in error) || (error.status !== 400 && error.status !== 422)) return false
  const body = 'error' in error ? JSON.stringify(error.error) : ''
  return /stream_options|include_usage/i.test(`${error.message} ${body}`)
}

function secretsOf({ apiKey, headers }: Endpoint): string[] {
  return [apiKey ?? '', ...Object.values(headers)]
}
