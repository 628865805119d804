import type { PreviewPartner } from '#shared/model/import-run.ts'

type Count = { readonly conversations: number; readonly messages: number }

/** One name that alone answers in some conversations. */
export type Partner = Count & { readonly name: string }

/** Parts an export by who it was held with, once the person's own names are known; `rest` is nobody's or several people's. */
export function partnersIn(
  partners: readonly PreviewPartner[],
  own: ReadonlySet<string>,
): { readonly partners: readonly Partner[]; readonly rest: Count } {
  const byName = new Map<string, Partner>()
  let rest: Count = { conversations: 0, messages: 0 }
  for (const { names, ...count } of partners) {
    const [name, ...others] = names.filter((one) => !own.has(one))
    if (name === undefined || others.length > 0) rest = sum(rest, count)
    else byName.set(name, { name, ...sum(byName.get(name), count) })
  }
  return { partners: [...byName.values()].toSorted((left, right) => right.messages - left.messages), rest }
}

function sum(one: Count | undefined, other: Count): Count {
  return {
    conversations: (one?.conversations ?? 0) + other.conversations,
    messages: (one?.messages ?? 0) + other.messages,
  }
}
