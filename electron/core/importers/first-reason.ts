/** Why nothing came in, in one code: the first reason that is not only a file that lay beside the rest. */
export function firstReason({ reasons }: { readonly reasons: readonly { readonly code: string }[] }): string {
  return reasons.find(({ code }) => code !== 'side-car')?.code ?? 'no-conversations'
}
