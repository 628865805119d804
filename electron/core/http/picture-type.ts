const signatures: readonly (readonly [type: string, offset: number, text: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBPVP8'],
]

/** The kind of picture by its first bytes; null for anything but PNG, JPEG, WebP and GIF. */
export function pictureType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  for (const [type, offset, text] of signatures) {
    if (!head.startsWith(text, offset)) continue
    if (type !== 'image/webp' || head.startsWith('RIFF')) return type
  }
  return null
}
