/** Whether a key belongs to an input method at work; 229 is how some engines call such a key. */
export function isComposing(press: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return press.isComposing || press.keyCode === 229
}
