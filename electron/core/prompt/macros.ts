/**
 * Puts the two names into a text that a person or a card wrote; older cards write `<USER>` and `<BOT>`. No other macro is
 * known, so none can do anything.
 */
export function renderMacros(text: string, names: { readonly user: string; readonly char: string }): string {
  return text.replace(/\{\{(user|char)\}\}|<(?:USER|BOT)>/gi, (macro, which: string | undefined) => {
    // In small letters it is somebody's mark-up.
    if (which === undefined && macro !== macro.toUpperCase()) return macro
    return /user/i.test(macro) ? names.user : names.char
  })
}
