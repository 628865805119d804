/** What stands on the picture of a day. */
type DayOnPicture = {
  readonly before: string
  readonly number: string
  readonly after: string
  readonly title: string
  readonly emoji: string | null
  readonly since: string
}

const width = 1_080
const height = 1_350
const margin = 96

/** A day as a PNG to give away: the count on paper, in the look of the window, and nothing of what was said. */
export async function paintDay(day: DayOnPicture): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this window draws no pictures')
  // The paper is the root's, which every page is written on.
  const look = getComputedStyle(document.documentElement)
  const serif = look.getPropertyValue('--font-serif') || 'serif'
  context.fillStyle = look.backgroundColor
  context.fillRect(0, 0, width, height)
  context.fillStyle = look.color
  context.strokeStyle = look.color
  context.textAlign = 'center'
  context.globalAlpha = 0.18
  context.lineWidth = 2
  context.strokeRect(margin / 2, margin / 2, width - margin, height - margin)
  context.globalAlpha = 1

  const write = (text: string, y: number, size: number) => {
    context.font = `${size}px ${serif}`
    // A long name grows smaller before it is cut.
    const fitted = Math.min(size, (size * (width - 2 * margin)) / Math.max(1, context.measureText(text).width))
    context.font = `${fitted}px ${serif}`
    context.fillText(text, width / 2, y)
  }
  if (day.emoji !== null) write(day.emoji, 330, 96)
  write(day.title, 470, 60)
  if (day.before.trim() !== '') write(day.before.trim(), 590, 56)
  write(day.number, 850, 300)
  if (day.after.trim() !== '') write(day.after.trim(), 960, 56)
  context.globalAlpha = 0.72
  write(day.since, 1_130, 40)
  return canvas.convertToBlob({ type: 'image/png' })
}
