import { isComposing } from '#renderer/actions/is-composing.ts'

/** The parts of a key press that tell a wish to send from an input method at work. */
export type KeyPress = {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
  readonly keyCode: number
  readonly timeStamp: number
}

/** Some engines end the composition just before the key press that ended it; within this many ms it is the same one. */
const sameKeyPress = 60

/**
 * Whether a key press sends. Enter does, Shift+Enter breaks the line, and Enter that picks a candidate of an input
 * method never does. `compositionEndedAt` is the event time of the last composition's end.
 */
export function sends(press: KeyPress, compositionEndedAt: number): boolean {
  if (press.key !== 'Enter' || press.shiftKey || press.altKey) return false
  if (isComposing(press)) return false
  return press.timeStamp - compositionEndedAt > sameKeyPress
}
