/** Bounds on one request to a provider: times in milliseconds, sizes in bytes after decompression. */
export type Limits = {
  readonly connect: number
  /** Until the response begins. A model on this machine or network may first have to be loaded, hence the second. */
  readonly firstByte: number
  readonly firstByteNearby: number
  /** Between two pieces of a response; keep-alive comments count. */
  readonly silence: number
  readonly response: number
  readonly refusal: number
  readonly line: number
  /** How long a stream that has said its finish reason may stay open for the token count. */
  readonly farewell: number
}

export const defaultLimits: Limits = {
  connect: 15_000,
  firstByte: 60_000,
  firstByteNearby: 300_000,
  silence: 120_000,
  response: 64 * 1024 * 1024,
  refusal: 64 * 1024,
  line: 1024 * 1024,
  farewell: 3_000,
}
