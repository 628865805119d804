import { isPng, pngCardTexts, readPngTexts } from '#core/png-texts.ts'
import { heldFile } from './held-file.ts'
import type { SourceFile } from './source-files.ts'

/** No card with its picture is larger; a picture that is, is a picture. */
const mostBytes = 32 * 1024 * 1024

/** Whether a PNG carries a character card, before its pixels or after them. Throws SourceTrouble. */
export async function isPngCard(file: SourceFile): Promise<boolean> {
  return (await cardTexts(file)).length > 0
}

/** The character card that a PNG carries, parsed; null where it carries none that can be read. Throws SourceTrouble. */
export async function readPngCard(file: SourceFile): Promise<unknown> {
  for (const text of await cardTexts(file)) {
    try {
      return JSON.parse(text)
    } catch {
      continue
    }
  }
  return null
}

async function cardTexts(file: SourceFile): Promise<string[]> {
  if (file.bytes > mostBytes) return []
  const png = await heldFile(file, mostBytes)
  try {
    return isPng(png) ? pngCardTexts(readPngTexts(png)) : []
  } catch {
    return []
  }
}
