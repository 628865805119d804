import { pino, type Logger } from 'pino'
import type { Host } from './host.ts'
import { stackFrames } from './stack-frames.ts'

export type Log = Logger

/**
 * The log. Lines carry names, codes, counts and durations, never text a person or model wrote; the redaction is the
 * second line of defence behind that habit.
 */
export function createLog(host: Pick<Host, 'logTo' | 'now'>): Log {
  return pino(
    {
      base: null,
      timestamp: () => `,"time":${host.now()}`,
      redact: {
        paths: ['*.apiKey', '*.authorization', '*.passphrase', '*.recoveryKey', '*.password', '*.text', '*.headers'],
        censor: '[redacted]',
      },
      serializers: { err: describeError },
    },
    host.logTo,
  )
}

/** Keeps where an error came from and what kind it is; its message may quote private text and is left out. */
function describeError(error: unknown): { name: string; code: unknown; stack: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: undefined, stack: [] }
  return { name: error.name, code: 'code' in error ? error.code : undefined, stack: stackFrames(error) }
}
