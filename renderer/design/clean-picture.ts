const longestSide = 2_560
const quality = 0.85

/**
 * The same picture drawn anew: upright, no larger than a screen needs, and without anything that the file said besides
 * (place, camera, time). Rejects what is no picture.
 */
export async function cleanPicture(picture: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return await canvas.convertToBlob({ type: 'image/webp', quality })
  } finally {
    bitmap.close()
  }
}
