import type { Companion } from '#shared/model/companion.ts'
import type { Conversation } from '#shared/model/conversation.ts'

/** What a room is called: its title, or those who are in it. */
export function roomName(
  { title, memberIds }: Conversation,
  companions: readonly Companion[],
  list: (names: readonly string[]) => string,
): string {
  const names = memberIds.flatMap((id) => companions.find((one) => one.id === id)?.profile.name ?? [])
  return title ?? list(names)
}
