/** Files that lie beside the rest, of which none is why nothing came in. */
const beside = new Set(['side-car', 'unused-file', 'picture', 'left-out'])

/** Why nothing came in, in one code: the first reason that says what a file is, else what is wrong with one. */
export function firstReason({ reasons }: { readonly reasons: readonly { readonly code: string }[] }): string {
  const codes = reasons.map(({ code }) => code)
  const telling = codes.filter((code) => !beside.has(code))
  return telling.find((code) => code !== 'not-recognised') ?? telling[0] ?? codes[0] ?? 'no-conversations'
}
