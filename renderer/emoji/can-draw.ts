const side = 24
const known = new Map<string, boolean>()
let context: OffscreenCanvasRenderingContext2D | null = null

/**
 * Whether the fonts here have a picture for an emoji: newer ones would be an empty box, and sequences that are not known
 * fall apart into several.
 */
export function canDraw(emoji: string): boolean {
  const before = known.get(emoji)
  if (before !== undefined) return before
  const drawn = measure('😀') === 0 || (measure(emoji) < measure('😀') * 1.5 && pixels(emoji) !== pixels('\u{10fffd}'))
  known.set(emoji, drawn)
  return drawn
}

function canvas(): OffscreenCanvasRenderingContext2D | null {
  if (context) return context
  context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
  if (context) {
    context.textBaseline = 'top'
    context.font = `16px ${getComputedStyle(document.body).fontFamily}`
  }
  return context
}

function measure(text: string): number {
  return canvas()?.measureText(text).width ?? 0
}

function pixels(text: string): string {
  const drawing = canvas()
  if (!drawing) return text
  drawing.clearRect(0, 0, side, side)
  drawing.fillText(text, 0, 0)
  return drawing.getImageData(0, 0, side, side).data.join()
}
