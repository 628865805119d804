import type { SourceFile } from './source-files.ts'
import { SourceTrouble } from './source-trouble.ts'

const longestName = 1_024

/**
 * One of several files that lie one after another, each behind the length of its name, its name, and its own length.
 * The others are passed over; null where it is not among them. Throws SourceTrouble.
 */
export async function framedFile(file: SourceFile, wanted: string, mostBytes: number): Promise<Buffer | null> {
  let frame: Buffer = Buffer.alloc(0)
  let held: Buffer[] | null = null
  let left = 0
  for await (const chunk of file.read()) {
    let at = 0
    while (at < chunk.length) {
      if (left > 0) {
        const piece = chunk.subarray(at, at + left)
        held?.push(piece)
        left -= piece.length
        at += piece.length
      } else {
        const needed = frame.length < 4 ? 4 : 8 + frame.readUInt32LE(0)
        const piece = chunk.subarray(at, at + needed - frame.length)
        frame = Buffer.concat([frame, piece])
        at += piece.length
        if (frame.length === 4 && frame.readUInt32LE(0) > longestName) throw new SourceTrouble('damaged')
        if (frame.length < needed || needed === 4) continue
        left = frame.readUInt32LE(needed - 4)
        held = frame.toString('utf8', 4, needed - 4) === wanted ? [] : null
        if (held && left > mostBytes) throw new SourceTrouble('too-large')
        frame = Buffer.alloc(0)
      }
      if (held && left === 0) return Buffer.concat(held)
    }
  }
  if (held || left > 0 || frame.length > 0) throw new SourceTrouble('damaged')
  return null
}
