/** Words side by side, as the language sets them apart. `Intl.ListFormat` without an “and” puts nothing between them in Chinese. */
export function listed(words: readonly string[], language: string): string {
  return words.join(language.startsWith('zh') ? '、' : ', ')
}
