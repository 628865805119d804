/** One thing measured against a baseline of the same run. Machines differ and are noisy; the ratio is what counts. */
export type BenchRow = {
  readonly what: string
  /** What it is compared with, in a word or two. */
  readonly against: string
  readonly unit: string
  readonly measured: number
  readonly baseline: number
  /** The bound of `measured / baseline`: at most this, or at least this where more is better. */
  readonly budget: number
  readonly better: 'less' | 'more'
}

export type BenchOptions = {
  /** The full size of performance claims; the default is smaller, for a quick look. */
  readonly full: boolean
  /** An empty folder of its own, removed afterwards. */
  readonly folder: string
}

/** A benchmark: `npm run bench -- <name>` runs it alone. */
export type Bench = {
  readonly name: string
  readonly run: (options: BenchOptions) => Promise<readonly BenchRow[]>
}

/** The middle of several numbers. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = sorted.length % 2 === 0 ? [sorted[middle - 1], sorted[middle]] : [sorted[middle], sorted[middle]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** The value that a share (0…1) of the numbers does not exceed. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/** Milliseconds that a piece of synchronous work takes. */
export const timed = (work: () => void): number => {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

/** Milliseconds of processor time that a piece of synchronous work takes, whatever else the machine does. */
export const worked = (work: () => void): number => {
  const begun = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000
}

/**
 * Times two pieces of work in turns, so that whatever else the machine does falls on both; answers the medians in
 * milliseconds.
 */
export const compare = (
  rounds: number,
  measured: () => void,
  baseline: () => void,
): { measured: number; baseline: number } => {
  const times = Array.from({ length: rounds }, () => ({ measured: timed(measured), baseline: timed(baseline) }))
  return { measured: median(times.map((time) => time.measured)), baseline: median(times.map((time) => time.baseline)) }
}
