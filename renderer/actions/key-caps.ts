import { partsOf, type Keys } from './key-press.ts'

const marks: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  ' ': 'Space',
}

const macMarks: Readonly<Record<string, string>> = { ...marks, Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩' }

const otherMarks: Readonly<Record<string, string>> = { ...marks, Mod: 'Ctrl' }

/** What is printed on the keys, in the order they are pressed: `['Ctrl', 'K']`, on a Mac `['⌘', 'K']`. */
export function capsOf(keys: Keys, isMac: boolean): readonly string[] {
  const names = isMac ? macMarks : otherMarks
  return partsOf(keys).map((part) => names[part] ?? part)
}
