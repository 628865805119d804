import type { Conversation } from '#shared/model/conversation.ts'

/** Which conversations a list holds; what is left out does not matter. */
export type ListFilter = {
  readonly companionId?: Conversation['companionId'] | undefined
  readonly source?: Conversation['source'] | undefined
  readonly kind?: Conversation['kind'] | undefined
  readonly archived: boolean
  /** How long a full page is. */
  readonly limit: number
}

type Pages = readonly (readonly Conversation[])[]

/**
 * The loaded pages of a list, latest first, after one conversation changed: put where it now belongs, or taken out. The
 * same pages where nothing is to be seen of it; null where only the vault knows what follows now.
 */
export function withConversation(pages: Pages, changed: Conversation, filter: ListFilter): Pages | null {
  const others = pages.flat().filter(({ id }) => id !== changed.id)
  const wasIn = others.length < pages.reduce((sum, page) => sum + page.length, 0)
  const wholeListLoaded = (pages.at(-1)?.length ?? 0) < filter.limit
  if (!belongs(changed, filter)) {
    if (!wasIn) return pages
    return wholeListLoaded ? likePages(others, pages) : null
  }
  const at = others.findIndex((other) => isLater(changed, other))
  if (at >= 0) return likePages(others.toSpliced(at, 0, changed), pages)
  if (wholeListLoaded) return likePages([...others, changed], pages)
  return wasIn ? null : pages
}

function belongs(conversation: Conversation, { companionId, source, kind, archived }: ListFilter): boolean {
  return (
    conversation.archived === archived &&
    !conversation.hidden &&
    (companionId === undefined || conversation.companionId === companionId) &&
    (source === undefined || conversation.source === source) &&
    (kind === undefined || conversation.kind === kind)
  )
}

function isLater(one: Conversation, other: Conversation): boolean {
  return one.updatedAt > other.updatedAt || (one.updatedAt === other.updatedAt && one.id > other.id)
}

/** Cut as the pages were; the last one takes what is more or less. */
function likePages(conversations: readonly Conversation[], pages: Pages): Pages {
  let start = 0
  return pages.map((page, index) => {
    const end = index === pages.length - 1 ? conversations.length : start + page.length
    const cut = conversations.slice(start, end)
    start = end
    return cut
  })
}
