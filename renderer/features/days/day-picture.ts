/** What stands on the picture of a day. */
export type DayOnPicture = {
  readonly title: string
  readonly emoji: string | null
  /** A picture of the person's, in place of the emoji. */
  readonly photo: HTMLImageElement | null
  readonly before: string
  readonly large: string
  readonly after: string
  readonly under: string
}

const width = 1_080
const height = 1_350
const margin = 96
const photoSize = { width: 330, height: 440 }

/** One row of the picture: how tall it is, and how it is drawn with its top at `y`. */
type Row = { readonly height: number; readonly draw: (y: number) => void }

/** A day as a PNG to give away: on paper, in the look of the window, and nothing of what was said. */
export async function paintDay(day: DayOnPicture, accent: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this window draws no pictures')
  // The paper is the root's, which every page is written on.
  const look = getComputedStyle(document.documentElement)
  const serif = look.getPropertyValue('--font-serif') || 'serif'
  context.fillStyle = look.backgroundColor
  context.fillRect(0, 0, width, height)
  context.strokeStyle = look.color
  // So new that its type is not known everywhere: the glyphs of a letter that scripts write differently.
  Object.assign(context, { lang: document.documentElement.lang })
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.globalAlpha = 0.18
  context.lineWidth = 2
  context.strokeRect(margin / 2, margin / 2, width - margin, height - margin)
  context.globalAlpha = 1

  const line = (text: string, size: number, style: { readonly space: number; readonly fill?: string }): Row => {
    context.font = `${size}px ${serif}`
    // A long name grows smaller before it is cut.
    const fitted = Math.min(size, (size * (width - 2 * margin)) / Math.max(1, context.measureText(text).width))
    return {
      height: fitted * 1.15 + style.space,
      draw: (y) => {
        context.font = `${fitted}px ${serif}`
        context.fillStyle = style.fill ?? look.color
        context.fillText(text, width / 2, y + (fitted * 1.15) / 2)
      },
    }
  }
  const { photo } = day
  const rows: Row[] = [
    ...(photo ? [photoRow(context, photo)] : day.emoji === null ? [] : [line(day.emoji, 104, { space: 36 })]),
    line(day.title, 60, { space: 64 }),
    ...(day.before === '' ? [] : [line(day.before, 56, { space: 8 })]),
    line(day.large, photo ? 240 : 300, { space: 8, fill: accent }),
    ...(day.after === '' ? [] : [line(day.after, 56, { space: 8 })]),
    ...(day.under === '' ? [] : [{ height: 48, draw: () => {} }, line(day.under, 40, { space: 0 })]),
  ]
  let y = (height - rows.reduce((sum, row) => sum + row.height, 0)) / 2
  for (const row of rows) {
    row.draw(y)
    y += row.height
  }
  return canvas.convertToBlob({ type: 'image/png' })
}

function photoRow(context: OffscreenCanvasRenderingContext2D, photo: HTMLImageElement): Row {
  const { width: across, height: down } = photoSize
  return {
    height: down + 56,
    draw: (y) => {
      const zoom = Math.max(across / photo.naturalWidth, down / photo.naturalHeight)
      const [drawnWidth, drawnHeight] = [photo.naturalWidth * zoom, photo.naturalHeight * zoom]
      context.save()
      context.beginPath()
      context.roundRect((width - across) / 2, y, across, down, 24)
      context.clip()
      context.imageSmoothingQuality = 'high'
      context.drawImage(photo, (width - drawnWidth) / 2, y + (down - drawnHeight) / 2, drawnWidth, drawnHeight)
      context.restore()
    },
  }
}
