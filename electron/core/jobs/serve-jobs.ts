import { randomBytes } from 'node:crypto'
import { isMarkedAsUntransferable, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { Job } from './job-context.ts'
import { toJobFailure } from './job-failure.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

/** Jobs by name, each loaded when it is asked for. */
export type JobTable = { readonly [name: string]: () => Promise<Job<never, unknown, unknown>> }

/** The worker's side of `runJob`: takes one order from the port, runs it and answers. */
export function serveJobs(port: MessagePort, table: JobTable): void {
  const cancel = new AbortController()
  const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

  const receive = (message: ToWorker) => {
    if (message.type === 'abort') cancel.abort()
    else void run(message.name, message.input)
  }

  const report = (progress: unknown) => {
    post({ type: 'progress', progress })
    const waiting: { readonly message: ToWorker } | undefined = receiveMessageOnPort(port)
    if (waiting) receive(waiting.message)
  }

  const run = async (name: string, input: unknown) => {
    try {
      const load = Object.hasOwn(table, name) ? table[name] : undefined
      if (!load) throw new Error('No such job')
      // The caller's types fit input to job; here it is whatever came through the port.
      const job = (await load()) as unknown as Job<unknown, unknown, unknown>
      const output = await job(input, { report, signal: cancel.signal, random: (bytes) => randomBytes(bytes) })
      post({ type: 'done', output }, ownedBuffers(output))
    } catch (error) {
      post({ type: 'failed', failure: toJobFailure(error) })
    }
  }

  port.on('message', receive)
}

/** The buffers of byte arrays directly in the output; they are handed over instead of copied. */
function ownedBuffers(output: unknown): ArrayBuffer[] {
  if (typeof output !== 'object' || output === null) return []
  const values: unknown[] = output instanceof Uint8Array ? [output] : Object.values(output)
  const buffers = new Set<ArrayBuffer>()
  for (const value of values) {
    if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) continue
    // A view into a larger buffer (Node's pool) shares it with others and must be copied.
    const whole = value.byteLength === value.buffer.byteLength
    if (whole && !isMarkedAsUntransferable(value.buffer)) buffers.add(value.buffer)
  }
  return [...buffers]
}
