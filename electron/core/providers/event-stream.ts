import { NetworkError } from './network-error.ts'

const lineFeed = 10
const carriageReturn = 13

/**
 * Passes an event stream through unchanged, refusing a line longer than `longestLine` bytes (which a reader would have
 * to hold in memory), and calls `onDone` when the line `data: [DONE]` went by.
 */
export function watchLines(
  body: ReadableStream<Uint8Array>,
  longestLine: number,
  onDone: () => void,
): ReadableStream<Uint8Array> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let length = 0
    let start = ''
    for await (const piece of body) {
      for (const byte of piece) {
        if (byte === lineFeed || byte === carriageReturn) {
          if (/^data: ?\[DONE\]\s*$/.test(start)) onDone()
          length = 0
          start = ''
          continue
        }
        length += 1
        if (length > longestLine) throw new NetworkError('too-large')
        if (length <= 16) start += String.fromCharCode(byte)
      }
      yield piece
    }
    if (/^data: ?\[DONE\]\s*$/.test(start)) onDone()
  }
  return ReadableStream.from(pieces())
}
