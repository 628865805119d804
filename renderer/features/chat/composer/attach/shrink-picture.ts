/** Beyond this no model looks, and each pixel would only cost. */
const longestSide = 2_048
const quality = 0.88

export type ShrunkPicture = { readonly picture: Blob; readonly width: number; readonly height: number }

/**
 * The picture drawn anew in the size that is sent: upright, and without anything that its file said besides. JPEG, which
 * every model reads, or PNG where something shows through. Rejects what is no picture.
 */
export async function shrinkPicture(file: Blob): Promise<ShrunkPicture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) throw new Error('no canvas')
    context.drawImage(bitmap, 0, 0, width, height)
    const type = file.type !== 'image/jpeg' && isSeenThrough(context, width, height) ? 'image/png' : 'image/jpeg'
    return { picture: await canvas.convertToBlob({ type, quality }), width, height }
  } finally {
    bitmap.close()
  }
}

function isSeenThrough(context: OffscreenCanvasRenderingContext2D, width: number, height: number): boolean {
  const { data } = context.getImageData(0, 0, width, height)
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
  return false
}
