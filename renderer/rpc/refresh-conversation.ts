import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Conversation } from '#shared/model/conversation.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import type { Api, Client } from './api.ts'
import { withConversation, type ListFilter } from './kept-list.ts'

/** Fetches one conversation and puts it into every list that shows it, however many pages of those are loaded. */
export async function refreshConversation(
  { client, api, queries }: { readonly client: Client; readonly api: Api; readonly queries: QueryClient },
  id: ConversationId,
): Promise<void> {
  const lists = { queryKey: api.conversations.list.key() }
  let conversation: Conversation
  try {
    conversation = await client.conversations.get({ id })
  } catch {
    // It is gone, or out of reach: whoever shows it asks again.
    await queries.invalidateQueries(lists)
    return
  }
  queries.setQueryData(api.conversations.get.queryKey({ input: { id } }), conversation)
  for (const query of queries.getQueryCache().findAll(lists)) {
    const { queryKey, state } = query
    const data = state.data as InfiniteData<readonly Conversation[]> | undefined
    const filter = (queryKey[1] as { readonly input?: ListFilter }).input
    // What is on its way may be older than this.
    const settled = state.fetchStatus === 'idle' && data?.pages !== undefined && filter !== undefined
    const pages = settled ? withConversation(data.pages, conversation, filter) : null
    if (pages === null) void queries.invalidateQueries({ queryKey, exact: true })
    else if (pages !== data?.pages) queries.setQueryData(queryKey, { ...data, pages })
  }
}
