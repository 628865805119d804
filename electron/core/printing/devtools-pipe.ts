import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

const Said = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
})

/** A browser that is spoken to through two pipes, which nobody else on the machine can reach. */
export type DevtoolsPipe = {
  /** Asks for something and answers what came of it. Throws where it was refused, or the browser is gone. */
  readonly ask: <Answer extends z.ZodType>(
    method: string,
    params: Readonly<Record<string, unknown>>,
    answer: Answer,
    sessionId?: string,
  ) => Promise<z.infer<Answer>>
}

type Waiting = { readonly take: (result: unknown) => void; readonly fail: (error: Error) => void }

/** Speaks over the pipes of a browser; `onEvent` hears what it tells by itself. Each message ends with a zero byte. */
export function createDevtoolsPipe(
  { to, from }: { readonly to: Writable; readonly from: Readable },
  { onEvent, onGone }: { readonly onEvent: (method: string, params: unknown) => void; readonly onGone: () => void },
): DevtoolsPipe {
  const waiting = new Map<number, Waiting>()
  let latest = 0
  let unfinished: Buffer[] = []
  let isGone = false

  function hear(message: Buffer): void {
    const { id, method, params, result, error } = Said.parse(JSON.parse(message.toString()))
    if (id === undefined) return method === undefined ? undefined : onEvent(method, params)
    const asked = waiting.get(id)
    waiting.delete(id)
    // What it says of an error may quote the page.
    if (error === undefined) asked?.take(result)
    else asked?.fail(new Error('the browser refused'))
  }

  function end(): void {
    if (isGone) return
    isGone = true
    for (const { fail } of waiting.values()) fail(gone())
    waiting.clear()
    onGone()
  }

  function take(bytes: Buffer): void {
    let start = 0
    for (let stop = bytes.indexOf(0); stop >= 0; stop = bytes.indexOf(0, start)) {
      const message = Buffer.concat([...unfinished, bytes.subarray(start, stop)])
      unfinished = []
      start = stop + 1
      hear(message)
    }
    if (start < bytes.length) unfinished.push(bytes.subarray(start))
  }

  from.on('data', (bytes: Buffer) => {
    try {
      take(bytes)
    } catch {
      // What speaks like this is no browser, or says more than a text can hold.
      end()
    }
  })
  for (const stream of [from, to]) stream.on('close', end).on('error', end)

  return {
    ask: async (method, params, answer, sessionId) => {
      if (isGone) throw gone()
      latest += 1
      const id = latest
      const answered = new Promise((take, fail) => waiting.set(id, { take, fail }))
      to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
      return answer.parse(await answered)
    },
  }
}

function gone(): Error {
  return new Error('the browser is gone')
}
