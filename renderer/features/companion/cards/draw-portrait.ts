const side = 512

/** The picture as a PNG drawn anew, or where there is none, a letter on a plain ground. */
export async function drawPortrait(picture: Blob | null, name: string): Promise<Blob> {
  const bitmap = picture === null ? null : await createImageBitmap(picture).catch(() => null)
  const canvas = new OffscreenCanvas(bitmap?.width ?? side, bitmap?.height ?? side)
  const context = canvas.getContext('2d')
  if (bitmap) {
    context?.drawImage(bitmap, 0, 0)
    bitmap.close()
  } else if (context) {
    context.fillStyle = '#ece6da'
    context.fillRect(0, 0, side, side)
    context.fillStyle = '#3b352c'
    context.font = `${side / 2}px serif`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(Array.from(name)[0] ?? '', side / 2, side / 2)
  }
  return canvas.convertToBlob({ type: 'image/png' })
}
