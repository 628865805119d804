/**
 * Puts the two names into a text that a person or a card wrote, once: a name that looks like a macro stays a name. Older
 * cards write `<USER>` and `<BOT>`. `{{original}}` stands for an app's own instructions, which are never set aside here,
 * and so for nothing. No other macro is known, so none can do anything.
 */
export function renderMacros(text: string, names: { readonly user: string; readonly char: string }): string {
  return text.replace(/\{\{(user|char|original)\}\}|<(?:USER|BOT)>/gi, (macro, which: string | undefined) => {
    // In small letters it is somebody's mark-up.
    if (which === undefined && macro !== macro.toUpperCase()) return macro
    if (which?.toLowerCase() === 'original') return ''
    return /user/i.test(macro) ? names.user : names.char
  })
}
