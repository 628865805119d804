/** The parts of a keyboard event that say which keys were pressed. */
export type KeyPress = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Keys as they are named in code, `Mod+Shift+K`: `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
export type Keys = string

type Combination = { readonly key: string; readonly mod: boolean; readonly alt: boolean; readonly shift: boolean }

/** Takes a name of keys apart; the last part may be a plus sign. */
export function partsOf(keys: Keys): readonly string[] {
  return keys.split(/(?<=.)\+(?=.)/u)
}

function combinationOf(keys: Keys): Combination {
  const parts = partsOf(keys)
  const modifiers = new Set(parts.slice(0, -1))
  return {
    key: parts.at(-1) ?? '',
    mod: modifiers.has('Mod'),
    alt: modifiers.has('Alt'),
    shift: modifiers.has('Shift'),
  }
}

/** Whether the keys can never be part of typing: they have a modifier, or are function keys. */
export function isNoTyping(keys: Keys): boolean {
  const { key, mod, alt } = combinationOf(keys)
  return mod || alt || /^F\d+$/u.test(key)
}

/**
 * Whether a press is these keys. Letters count by what is printed on the key, or by their place where that is no Latin
 * letter.
 */
export function matches(keys: Keys, press: KeyPress, isMac: boolean): boolean {
  const { key, mod, alt, shift } = combinationOf(keys)
  const [modDown, otherDown] = isMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  if (modDown !== mod || otherDown || press.altKey !== alt) return false
  const isMark = /^[^\p{L}\p{N}]$/u.test(key)
  // Which marks need Shift is the keyboard's business.
  if (!isMark && press.shiftKey !== shift) return false
  return sameKey(key, press)
}

function sameKey(key: string, press: KeyPress): boolean {
  // Chinese input methods turn marks into their full-width sisters, which stand at a fixed distance.
  const pressed = press.key.length === 1 ? press.key.normalize('NFKC') : press.key
  if (pressed.toLowerCase() === key.toLowerCase()) return true
  const isForeign = pressed.length === 1 && /[^\u0020-\u007e]/u.test(pressed)
  return isForeign && /^[A-Z]$/iu.test(key) && press.code === `Key${key.toUpperCase()}`
}
