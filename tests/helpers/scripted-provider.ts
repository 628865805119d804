import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'

/** One thing the provider does while answering. */
export type Step =
  /** Sends words as one content delta. */
  | { readonly say: string }
  /** Sends words as reasoning, in the field that DeepSeek and Qwen (`reasoning_content`) or OpenRouter (`reasoning`) use. */
  | { readonly think: string; readonly field?: 'reasoning_content' | 'reasoning' }
  /** Waits until the gate is opened. */
  | { readonly gate: Gate }
  | { readonly pause: number }
  /** Sends bytes exactly as they are. */
  | { readonly raw: string | Uint8Array }
  /** Sends one JSON event. */
  | { readonly event: unknown }
  /** Cuts the connection. */
  | { readonly drop: true }
  /** Says nothing more, and keeps the connection. */
  | { readonly hang: true }

/** How one request is answered. Without a script the provider says the last message back, word by word. */
export type Script =
  | {
      readonly status: number
      readonly body: unknown
      readonly headers?: Readonly<Record<string, string>>
    }
  | {
      readonly steps: readonly Step[]
      readonly finish?: string | null
      readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null
      readonly done?: boolean
      readonly newline?: string
      readonly model?: string
    }
  /** Never answers at all. */
  | 'silence'
  /** Cuts the connection before answering. */
  | 'reset'

export type RecordedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** Settles when the other side went away before the answer was complete. */
  readonly left: Promise<void>
}

export type Gate = { readonly open: () => void; readonly opened: Promise<void> }

/** A point at which a scripted answer waits for the test. */
export function createGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { open: resolve, opened: promise }
}

export type ScriptedProvider = AsyncDisposable & {
  readonly url: string
  /** The base URL of the OpenAI-compatible interface. */
  readonly baseUrl: string
  readonly requests: RecordedRequest[]
  /** Answers the next chat request so; scripts are used up in order. */
  readonly script: (...scripts: readonly Script[]) => void
  /** Answers every chat request that no script is left for by what it says. */
  readonly answerWith: (answer: (body: string) => Script) => void
  /** Answers every request for what texts mean by what it says; without this there is no such interface. */
  readonly embedWith: (answer: (body: string) => Script | Promise<Script>) => void
  /** Answers the next model lists so. */
  readonly scriptModels: (...scripts: readonly Script[]) => void
  /** The next request to arrive. */
  readonly nextRequest: () => Promise<RecordedRequest>
}

export const scriptedModels = [
  { id: 'scripted-large', object: 'model', context_length: 32_768 },
  { id: 'scripted-small', object: 'model' },
]

/** A real HTTP server that speaks the OpenAI-compatible interface as it is told to. */
export async function startScriptedProvider(
  options: { readonly port?: number; readonly pace?: number } = {},
): Promise<ScriptedProvider> {
  const requests: RecordedRequest[] = []
  const scripts: Script[] = []
  const modelScripts: Script[] = []
  let answerBody = (body: string): Script => echo(body, options.pace ?? 0)
  let embed: ((body: string) => Script | Promise<Script>) | null = null
  const waiting: ((request: RecordedRequest) => void)[] = []

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = Promise.withResolvers<void>()
    response.on('close', () => {
      if (!response.writableFinished) left.resolve()
    })
    const path = request.url ?? ''
    const body = await readAll(request)
    const recorded = { method: request.method ?? '', path, headers: request.headers, body, left: left.promise }
    requests.push(recorded)
    waiting.shift()?.(recorded)
    if (path.startsWith('/v1/models')) {
      await perform(modelScripts.shift() ?? { status: 200, body: { object: 'list', data: scriptedModels } }, response)
    } else if (path.startsWith('/v1/chat/completions')) {
      await perform(scripts.shift() ?? answerBody(body), response)
    } else if (embed && /^\/(?:v1\/embeddings|api\/embed)$/.test(path)) {
      await perform(await embed(body), response)
    } else {
      await perform({ status: 404, body: { detail: 'Not Found' } }, response)
    }
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    script: (...next) => scripts.push(...next),
    answerWith: (answer) => {
      answerBody = answer
    },
    embedWith: (answer) => {
      embed = answer
    },
    scriptModels: (...next) => modelScripts.push(...next),
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function perform(script: Script, response: ServerResponse): Promise<void> {
  if (script === 'silence') return
  if (script === 'reset') {
    response.destroy()
    return
  }
  if ('status' in script) {
    const isText = typeof script.body === 'string'
    response.writeHead(script.status, { 'content-type': isText ? 'text/html' : 'application/json', ...script.headers })
    response.end(isText ? script.body : JSON.stringify(script.body))
    return
  }
  const newline = script.newline ?? '\n'
  const model = script.model ?? 'scripted-large-2026-11'
  const send = (data: unknown): void => {
    response.write(`data: ${JSON.stringify(data)}${newline}${newline}`)
  }
  const chunk = (delta: unknown, finishReason: string | null = null): void =>
    send({ object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason: finishReason }] })
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  for (const step of script.steps) {
    if ('say' in step) chunk({ content: step.say })
    else if ('think' in step) chunk({ [step.field ?? 'reasoning_content']: step.think, content: null })
    else if ('gate' in step) await step.gate.opened
    else if ('pause' in step) await new Promise((resolve) => setTimeout(resolve, step.pause))
    else if ('raw' in step) response.write(step.raw)
    else if ('event' in step) send(step.event)
    else if ('hang' in step) return
    else {
      // What was written must have left first: a cut connection is what the reader is to see, not an empty one.
      await new Promise((resolve) => response.write(`: going${newline}${newline}`, resolve))
      response.destroy()
      return
    }
  }
  const finish = script.finish === undefined ? 'stop' : script.finish
  if (finish !== null) chunk({}, finish)
  if (script.usage !== null) {
    send({ model, choices: [], usage: script.usage ?? { prompt_tokens: 7, completion_tokens: 5 } })
  }
  if (script.done !== false) response.write(`data: [DONE]${newline}${newline}`)
  response.end()
}

/** Says the last message back, a word (or two Chinese characters) at a time. */
function echo(body: string, pace: number): Script {
  const { messages } = JSON.parse(body) as { messages: { content: string | { text?: string }[] }[] }
  const content = messages.at(-1)?.content ?? ''
  const said = typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('')
  const words = said.match(/\s*(?:\p{Script=Han}{1,2}|[^\s\p{Script=Han}]+)/gu) ?? ['…']
  return { steps: words.flatMap((word): Step[] => (pace > 0 ? [{ pause: pace }, { say: word }] : [{ say: word }])) }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, pace: { type: 'string' } } })
  const provider = await startScriptedProvider({ port: Number(values.port ?? 0), pace: Number(values.pace ?? 20) })
  console.log(provider.baseUrl)
}
