import { seal, strokePoints } from './seal-drawing.ts'

/** RGBA bytes of the seal at a size in pixels: each edge is a distance, so that it is smooth at every size. */
export function drawSeal(pixels: number): Uint8Array {
  const { size, ground, strokes } = seal
  const scale = pixels / size
  // Where a stroke would be thinner than a pixel it is cut a little wider, as in small seals of stone.
  const reach = Math.max(strokes.width / 2, Math.min(0.85 / scale, 3)) * scale
  const distances = distancesToStrokes(pixels, reach + 1)
  const [red, paper] = [channels(ground.colour), channels(strokes.colour)]
  const bytes = new Uint8Array(pixels * pixels * 4)
  for (const [pixel, distance] of distances.entries()) {
    const inked = coverage(distance - reach)
    const at = pixel * 4
    for (const channel of [0, 1, 2] as const) {
      bytes[at + channel] = Math.round(red[channel] * (1 - inked) + paper[channel] * inked)
    }
    const [x, y] = [(pixel % pixels) + 0.5, Math.floor(pixel / pixels) + 0.5]
    bytes[at + 3] = Math.round(coverage(outsideGround(x / scale, y / scale) * scale) * 255)
  }
  return bytes
}

/** How much of a pixel lies inside an edge at this distance, counted outwards in pixels. */
function coverage(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance))
}

function outsideGround(x: number, y: number): number {
  const { inset, radius } = seal.ground
  const half = seal.size / 2 - inset - radius
  const [beyondX, beyondY] = [Math.abs(x - seal.size / 2) - half, Math.abs(y - seal.size / 2) - half]
  const corner = Math.hypot(Math.max(beyondX, 0), Math.max(beyondY, 0))
  return corner + Math.min(Math.max(beyondX, beyondY), 0) - radius
}

/** For each pixel how far the nearest stroke is; only where that is less than `farthest`, infinite elsewhere. */
function distancesToStrokes(pixels: number, farthest: number): Float64Array {
  const scale = pixels / seal.size
  const distances = new Float64Array(pixels * pixels).fill(Infinity)
  const within = (value: number) => Math.min(pixels - 1, Math.max(0, Math.floor(value)))
  for (const stroke of strokePoints()) {
    for (const [index, [x, y]] of stroke.entries()) {
      const [beforeX, beforeY] = stroke[index - 1] ?? [x, y]
      const [fromX, fromY, alongX, alongY] = [
        beforeX * scale,
        beforeY * scale,
        (x - beforeX) * scale,
        (y - beforeY) * scale,
      ]
      const length = alongX ** 2 + alongY ** 2
      const [left, right] = [Math.min(fromX, fromX + alongX), Math.max(fromX, fromX + alongX)]
      const [top, bottom] = [Math.min(fromY, fromY + alongY), Math.max(fromY, fromY + alongY)]
      for (let row = within(top - farthest); row <= within(bottom + farthest); row += 1) {
        for (let column = within(left - farthest); column <= within(right + farthest); column += 1) {
          const [toX, toY] = [column + 0.5 - fromX, row + 0.5 - fromY]
          const t = length === 0 ? 0 : Math.min(1, Math.max(0, (toX * alongX + toY * alongY) / length))
          const distance = Math.hypot(toX - alongX * t, toY - alongY * t)
          const at = row * pixels + column
          if (distance < (distances[at] ?? 0)) distances[at] = distance
        }
      }
    }
  }
  return distances
}

function channels(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
