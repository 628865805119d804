import { pictureType } from '#core/http/picture-type.ts'

const signatures: readonly (readonly [type: string, offset: number, text: string])[] = [
  ['image/heic', 4, 'ftypheic'],
  ['image/avif', 4, 'ftypavif'],
  ['image/bmp', 0, 'BM'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/mp4', 4, 'ftypM4A'],
  ['video/mp4', 4, 'ftyp'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['application/pdf', 0, '%PDF-'],
  ['application/zip', 0, 'PK\x03\x04'],
]

const unknownType = 'application/octet-stream'

/** What bytes are, by how they begin; what the source calls them only where the bytes do not tell. */
export function mediaType(head: Uint8Array, stated: string | null): string {
  const picture = pictureType(head)
  if (picture) return picture
  const text = Buffer.from(head.subarray(0, 16)).toString('latin1')
  const found = signatures.find(([, offset, mark]) => text.startsWith(mark, offset))?.[0]
  // Office files are zips, and only their stated type says which.
  if (found === 'application/zip' && stated) return stated
  return found ?? (stated && !stated.startsWith('image/') ? stated : unknownType)
}
