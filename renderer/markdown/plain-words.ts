/** Words without the marks of Markdown, for one line of a list or to be read aloud. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/^\s*(?:#{1,6}|>+|[-+*]|\d{1,9}[.)])\s+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*{1,3}|~~|`{1,3}|(?<![\p{L}\p{N}])_{1,2}|_{1,2}(?![\p{L}\p{N}])/gu, '')
    .trim()
}
