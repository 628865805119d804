import type { Rectangle } from 'electron'
import { z } from 'zod'

export const smallest = { width: 400, height: 560 } as const
const usual = { width: 1180, height: 800 } as const

const Stored = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(smallest.width),
  height: z.int().min(smallest.height),
})

export type WindowPlace = { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number }

/**
 * Where the window opens: where it was, unless that is nonsense or no longer on any screen (a monitor was unplugged):
 * then the usual size in the middle, no larger than the first screen.
 */
export function placeWindow(stored: unknown, screens: readonly Rectangle[]): WindowPlace {
  const place = Stored.safeParse(stored)
  if (place.success && screens.some((screen) => holdsTitleBar(screen, place.data))) return place.data
  const [first] = screens
  return {
    width: Math.max(smallest.width, Math.min(usual.width, first?.width ?? usual.width)),
    height: Math.max(smallest.height, Math.min(usual.height, first?.height ?? usual.height)),
  }
}

/** A window that cannot be grabbed by its title bar cannot be brought back. */
function holdsTitleBar(screen: Rectangle, place: Rectangle): boolean {
  const middle = place.x + place.width / 2
  return (
    middle >= screen.x &&
    middle < screen.x + screen.width &&
    place.y >= screen.y &&
    place.y < screen.y + screen.height - 40
  )
}
