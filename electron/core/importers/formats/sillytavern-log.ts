import { parseJsonLine } from '../files/json-lines.ts'
import type { SourceFile } from '../files/source-files.ts'
import { byteLines } from '../files/text-lines.ts'
import { asText, isObject, type UntrustedObject } from '../untrusted.ts'

/** One line of a chat file after its header: a value, or words that are no JSON. */
export type TavernLine = { readonly index: number } & ({ readonly value: unknown } | { readonly torn: string })

/** Whether a value is the first line of a chat file. */
export function isTavernHeader(value: unknown): value is UntrustedObject {
  if (!isObject(value) || value['mes'] !== undefined) return false
  return (
    isObject(value['chat_metadata']) ||
    (asText(value['user_name']) !== null && asText(value['character_name']) !== null)
  )
}

/** Whether a value is a message of a chat file. */
export function isTavernMessage(value: unknown): value is UntrustedObject {
  return isObject(value) && value['mes'] !== undefined && ('is_user' in value || 'name' in value)
}

/**
 * Streams a chat file: its header first, null where it has none as older ones do, then its lines. A line that broke off
 * in a crash comes as its words. Throws SourceTrouble.
 */
export async function* tavernLines(
  file: SourceFile,
): AsyncGenerator<{ readonly header: UntrustedObject | null } | TavernLine, void, void> {
  let index = -1
  let isStart = true
  for await (const bytes of byteLines(file)) {
    index += 1
    if (!bytes.some((byte) => byte > 0x20)) continue
    const parsed = parseJsonLine(bytes)
    const header = isStart && 'value' in parsed && isTavernHeader(parsed.value) ? parsed.value : null
    if (isStart) yield { header }
    isStart = false
    if (!header) yield 'value' in parsed ? { index, value: parsed.value } : { index, torn: bytes.toString('utf8') }
  }
}
