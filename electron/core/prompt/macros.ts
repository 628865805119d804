/** Puts the two names into a text that a person or a card wrote. No other macro is known, so none can do anything. */
export function renderMacros(text: string, names: { readonly user: string; readonly char: string }): string {
  return text.replace(/\{\{(user|char)\}\}/gi, (_macro, which: string) =>
    which.toLowerCase() === 'user' ? names.user : names.char,
  )
}
