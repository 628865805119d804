import type { DrawnBox, DrawnItem, DrawnPicture, DrawnText } from './drawn-items.ts'
import type { MeasuredSheet } from './measure-sheet.ts'
import { type PicturePage, pagesOf } from './pages.ts'

/** Taller pictures are refused by some phones and most chat apps, and a canvas has its own end. */
const tallest = 12_000

/** Draws a measured sheet as PNG files, each as it is ready: one, or several where it is too tall for one. */
export async function* paintSheet(sheet: MeasuredSheet, scale: number): AsyncGenerator<Blob, void, void> {
  const margin = 20
  const pages = pagesOf({ ...sheet, most: tallest / scale - 2 * margin })
  for (const page of pages) yield await paintPage(sheet, page, scale, margin)
}

async function paintPage(sheet: MeasuredSheet, page: PicturePage, scale: number, margin: number): Promise<Blob> {
  // The sheet brings its own margins at its two ends; a cut through it needs new ones.
  const above = page.top === 0 ? 0 : margin
  const below = page.bottom === sheet.height ? 0 : margin
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(sheet.width * scale)
  canvas.height = Math.round((page.bottom - page.top + above + below) * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.scale(scale, scale)
  context.fillStyle = sheet.fill
  context.fillRect(0, 0, sheet.width, canvas.height)
  context.translate(0, above - page.top)
  context.beginPath()
  context.rect(0, page.top, sheet.width, page.bottom - page.top)
  context.clip()
  const metrics = new Map<string, { readonly up: number; readonly down: number }>()
  for (const item of sheet.items) {
    if (item.y + item.height >= page.top && item.y <= page.bottom) draw(context, item, metrics)
  }
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas could not be read'))), 'image/png')
  })
}

function draw(
  context: CanvasRenderingContext2D,
  item: DrawnItem,
  metrics: Map<string, { readonly up: number; readonly down: number }>,
): void {
  const { x, y, width, height } = item
  if (item.kind === 'text') drawText(context, item, metrics)
  else if (item.kind === 'picture') drawPicture(context, item)
  else {
    context.fillStyle = item.fill
    context.beginPath()
    context.roundRect(x, y, width, height, item.kind === 'box' ? [...item.corners] : 0)
    context.fill()
    if (item.kind === 'box' && item.border) drawBorder(context, item, item.border)
  }
}

function drawBorder(
  context: CanvasRenderingContext2D,
  { x, y, width, height, corners }: DrawnBox,
  border: NonNullable<DrawnBox['border']>,
): void {
  const half = border.width / 2
  const inner = corners.map((corner) => Math.max(0, corner - half))
  context.strokeStyle = border.fill
  context.lineWidth = border.width
  context.beginPath()
  context.roundRect(x + half, y + half, width - border.width, height - border.width, inner)
  context.stroke()
}

function drawText(
  context: CanvasRenderingContext2D,
  { x, y, width, height, text, font, fill, language, fromEnd }: DrawnText,
  metrics: Map<string, { readonly up: number; readonly down: number }>,
): void {
  context.font = font
  // So new that its type is not known everywhere: the glyphs of a letter that scripts write differently.
  Object.assign(context, { lang: language })
  context.fillStyle = fill
  const known = metrics.get(font) ?? lineMetrics(context)
  metrics.set(font, known)
  const baseline = y + (height - known.up - known.down) / 2 + known.up
  context.fillText(text, fromEnd ? x + width - context.measureText(text).width : x, baseline)
}

function lineMetrics(context: CanvasRenderingContext2D) {
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('x')
  return { up: fontBoundingBoxAscent, down: fontBoundingBoxDescent }
}

function drawPicture(
  context: CanvasRenderingContext2D,
  { image, x, y, width, height, corners, fit }: DrawnPicture,
): void {
  const { naturalWidth, naturalHeight } = image
  if (naturalWidth === 0) return
  const across = width / naturalWidth
  const down = height / naturalHeight
  const zoom = fit === 'cover' ? Math.max(across, down) : fit === 'contain' ? Math.min(across, down) : null
  const drawnWidth = zoom === null ? width : naturalWidth * zoom
  const drawnHeight = zoom === null ? height : naturalHeight * zoom
  context.save()
  context.beginPath()
  context.roundRect(x, y, width, height, [...corners])
  context.clip()
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, x + (width - drawnWidth) / 2, y + (height - drawnHeight) / 2, drawnWidth, drawnHeight)
  context.restore()
}
