import type { Part } from '#shared/model/part.ts'
import { baseName } from '../files/source-files.ts'

/** A picture that a message names by its path or address. */
export function picturePart(pointer: string, description: string | null): Part {
  const name = pointer.startsWith('data:') ? null : baseName(pointer).slice(0, 255)
  return { kind: 'image', assetId: null, pointer, name, mime: null, width: null, height: null, description }
}
