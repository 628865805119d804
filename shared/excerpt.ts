/** The beginning of a text, whole letters of it, with a mark where more follows. */
export function excerpt(text: string, longest: number): string {
  const letters = Array.from(text)
  return letters.length <= longest ? text : `${letters.slice(0, longest).join('').trimEnd()}…`
}
