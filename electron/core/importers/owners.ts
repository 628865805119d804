import type { CompanionId } from '#shared/model/ids.ts'
import type { Belonging } from '#shared/model/import-run.ts'
import type { NeutralConversation } from './neutral.ts'
import { partnersOf } from './partners.ts'

/** Whose a conversation is: the name it was given by, if it was, and the companion. */
export type Owner = { readonly name: string | null; readonly companionId: CompanionId | null }

/** Says whose each conversation is: where one name alone answers, as was said for that name. */
export function createOwners(said: {
  readonly companionId: CompanionId | null
  readonly belongs?: readonly Belonging[]
}): (conversation: NeutralConversation) => Owner {
  const byName = new Map((said.belongs ?? []).map(({ name, companionId }) => [name, companionId]))
  return (conversation) => {
    const [name, ...others] = byName.size === 0 ? [] : partnersOf(conversation)
    const theirs = name === undefined || others.length > 0 ? undefined : byName.get(name)
    if (name === undefined || theirs === undefined) return { name: null, companionId: said.companionId }
    return { name, companionId: theirs }
  }
}
