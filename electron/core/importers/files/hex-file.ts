import { Buffer } from 'node:buffer'
import type { SourceFile } from './source-files.ts'

const enoughToTell = 16

/** The file as it is, or decoded where its bytes are written as hexadecimal text. */
export function fromHex(file: SourceFile): SourceFile {
  return {
    ...file,
    async *read() {
      let isHex: boolean | null = null
      let rest = ''
      for await (const chunk of file.read()) {
        const text = chunk.toString('latin1')
        isHex ??= text.length >= enoughToTell && /^[\da-f\s]+$/i.test(text)
        if (!isHex) yield chunk
        else {
          const digits = rest + text.replaceAll(/\s+/g, '')
          const whole = digits.length - (digits.length % 2)
          rest = digits.slice(whole)
          yield Buffer.from(digits.slice(0, whole), 'hex')
        }
      }
    },
  }
}
