import type { SourceFile } from '../files/source-files.ts'
import { toUtf8 } from '../files/text-encoding.ts'

const mark = /<script[^>]*>\s*(?:var|let|const)\s+jsonData\s*=\s*/
/** Far behind the styles and the head of any real page. */
const searchedBytes = 4 * 1024 * 1024

/** Whether a text begins as the page that ChatGPT puts into an export for reading in a browser. */
export function isChatPage(head: string): boolean {
  return mark.test(head)
}

/** The conversations that such a page carries, as the JSON file they are a copy of. */
export function conversationsOfPage(page: SourceFile): SourceFile {
  return {
    ...page,
    async *read() {
      let searched: Buffer | null = Buffer.alloc(0)
      for await (const chunk of toUtf8(page.read())) {
        if (searched === null) {
          yield chunk
          continue
        }
        searched = Buffer.concat([searched, chunk])
        // Read as one byte a character, so that the place found counts bytes.
        const found = mark.exec(searched.toString('latin1'))
        if (found) {
          yield searched.subarray(found.index + found[0].length)
          searched = null
        } else if (searched.length > searchedBytes) return
      }
    },
  }
}
