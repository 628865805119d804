/** What a job has beside its input. */
export type JobContext<Progress = never> = {
  /** Tells the caller how far the work is. Also takes in a cancel, so a loop that reports can be stopped without yielding. */
  readonly report: (progress: Progress) => void
  readonly signal: AbortSignal
  readonly random: (bytes: number) => Uint8Array
}

/**
 * Long work in a thread of its own. Input, progress and output cross it by structured clone. A cancelled job either
 * throws `signal.reason` or ends early with an output; one that does neither is killed 5 s after the cancel.
 */
export type Job<Input, Output, Progress = never> = (input: Input, context: JobContext<Progress>) => Promise<Output>
