import { Readable } from 'node:stream'
import yazl from 'yazl'
import type { ExportFile } from './story.ts'

const chunkBytes = 128 << 10
/** What is packed already. */
const packed = /\.(?:png|jpe?g|webp|gif|avif|mp3|m4a|mp4|ogg|webm|zip)$/i

/** The bytes of a file in chunks that are worth a write each. */
export function* bytesOf({ pieces }: Pick<ExportFile, 'pieces'>): Generator<Buffer, void, void> {
  let waiting: Buffer[] = []
  let length = 0
  for (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece)
    waiting.push(bytes)
    length += bytes.length
    if (length < chunkBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}

/** The files as one archive, each asked for when the one before it is in. `onFile` hears of each. */
export async function* zipOf(
  files: Iterable<ExportFile> | AsyncIterable<ExportFile>,
  { now, onFile }: { readonly now: number; readonly onFile: () => void },
): AsyncGenerator<Buffer, void, void> {
  const zip = new yazl.ZipFile()
  const mtime = new Date(now)
  const failed = new Promise<never>((_resolve, reject) => {
    zip.on('error', reject)
    void add().catch(reject)
  })
  // It is waited for beside each piece; without one that still comes, nobody would hear of it.
  failed.catch(() => undefined)

  async function add(): Promise<void> {
    for await (const file of files) {
      const stream = Readable.from(bytesOf(file), { objectMode: false })
      const ended = new Promise((resolve, reject) => stream.once('close', resolve).once('error', reject))
      zip.addReadStream(stream, file.path, { mtime, compress: !packed.test(file.path) })
      await ended
      onFile()
    }
    zip.end()
  }

  const output = (zip.outputStream as Readable)[Symbol.asyncIterator]()
  for (;;) {
    const next: IteratorResult<Buffer, undefined> = await Promise.race([output.next(), failed])
    if (next.done) return
    yield next.value
  }
}
