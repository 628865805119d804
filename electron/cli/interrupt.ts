/** Aborts at Ctrl-C and when the terminal closes, so that work can clear up behind itself. */
export function onInterrupt(): AbortSignal {
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort())
  return interrupt.signal
}
