import type { SourceFile } from './source-files.ts'

const signatureBytes = 8
const headerBytes = 8
const checksumBytes = 4
const keywordBytes = 16
const textChunks = new Set(['tEXt', 'zTXt', 'iTXt'])
const cardKeywords = new Set(['chara', 'ccv3'])

/** Whether a PNG carries a character card, before its pixels or after them. Throws SourceTrouble. */
export async function isPngCard(file: SourceFile): Promise<boolean> {
  let skip = signatureBytes
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of file.read()) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      const skipped = Math.min(skip, rest.length)
      rest = rest.subarray(skipped)
      skip -= skipped
      if (skip > 0 || rest.length < headerBytes + keywordBytes) break
      const length = rest.readUInt32BE(0)
      const keyword = rest.toString('latin1', headerBytes, headerBytes + Math.min(length, keywordBytes)).split('\0')[0]
      if (textChunks.has(rest.toString('latin1', 4, headerBytes)) && cardKeywords.has(keyword?.toLowerCase() ?? '')) {
        return true
      }
      skip = headerBytes + length + checksumBytes
    }
  }
  return false
}
