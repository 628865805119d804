import type { CodeRuns, HighlightAnswer, HighlightRequest } from './runs.ts'
import workerUrl from './highlight.worker.ts?worker&url'

/** Code longer than this stays plain: nobody reads it for its colours. */
const longest = 40_000
/** Some patterns run for ever on code that is made for it. Then the worker goes, and that code stays plain. */
const patience = 3_000
const remembered = 200

type Waiting = { readonly resolve: (runs: CodeRuns | null) => void; readonly timer: ReturnType<typeof setTimeout> }

const known = new Map<string, CodeRuns | null>()
const waiting = new Map<number, Waiting>()
let worker: Worker | null = null
let lastId = 0

// The one script that this policy lets through is our own.
const policy =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes.createPolicy('app-sanitized', {
        createScriptURL: (url) => {
          if (url !== workerUrl) throw new TypeError('not the worker of this app')
          return url
        },
      })

function start(): Worker {
  // A browser without trusted types takes the address as it is.
  const url = policy?.createScriptURL(workerUrl) ?? workerUrl
  const made = new Worker(url as URL, { type: 'module' })
  made.addEventListener('message', ({ data }: MessageEvent<HighlightAnswer>) => settle(data.id, data.runs))
  made.addEventListener('error', giveUp)
  return made
}

function settle(id: number, runs: CodeRuns | null): void {
  const one = waiting.get(id)
  waiting.delete(id)
  clearTimeout(one?.timer)
  one?.resolve(runs)
}

function giveUp(): void {
  worker?.terminate()
  worker = null
  for (const id of waiting.keys()) settle(id, null)
}

const keyOf = (code: string, language: string): string => `${language}\n${code}`

/** What is known of this code already: undefined where it was not asked yet, null where it stays plain. */
export function knownRuns(code: string, language: string): CodeRuns | null | undefined {
  return code.length > longest ? null : known.get(keyOf(code, language))
}

/** Cuts code into coloured pieces, in a worker; null where it stays plain. */
export async function highlight(code: string, language: string): Promise<CodeRuns | null> {
  const present = knownRuns(code, language)
  if (present !== undefined) return present
  worker ??= start()
  const id = (lastId += 1)
  const runs = await new Promise<CodeRuns | null>((resolve) => {
    waiting.set(id, { resolve, timer: setTimeout(giveUp, patience) })
    worker?.postMessage({ id, code, language } satisfies HighlightRequest)
  })
  if (known.size >= remembered) known.clear()
  known.set(keyOf(code, language), runs)
  return runs
}
