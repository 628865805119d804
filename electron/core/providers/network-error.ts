/** What stopped a request before or while its answer came; `redirect` and `too-large` are our own refusals. */
export type NetworkProblem =
  | 'unreachable'
  | 'proxy'
  | 'tls'
  | 'timeout'
  | 'dropped'
  | 'blocked-address'
  | 'redirect'
  | 'too-large'

/** A request that failed below HTTP. Says what kind of failure it was and nothing about where or what was sent. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  readonly problem: NetworkProblem

  constructor(problem: NetworkProblem) {
    super(problem)
    this.problem = problem
  }
}

/** The error and its causes, outermost first; bounded, because a cause may be circular. */
export function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = []
  const waiting: unknown[] = [error]
  while (waiting.length > 0 && causes.length < 16) {
    const next = waiting.shift()
    if (!(next instanceof Error)) continue
    causes.push(next)
    waiting.push(next.cause)
    if (next instanceof AggregateError) waiting.push(...next.errors)
  }
  return causes
}
