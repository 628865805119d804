import { AppError } from '#core/errors.ts'
import type { Session } from '#core/session.ts'
import { spokenText } from '#shared/model/part.ts'
import { SearchFilter } from '#shared/model/search.ts'
import { withVault, type VaultOptions } from './open-vault.ts'
import { printable, type Output } from './output.ts'

/** Among what `keepsake search` looks. */
export type SearchOptions = {
  readonly limit: number
  readonly companion?: string
  readonly source?: string
  readonly model?: string
  readonly role?: string
  readonly since?: string
  readonly before?: string
  readonly has?: string
  readonly favourites: boolean
  readonly pinyin: boolean
}

/** `keepsake search <text>`: messages with these words, newest first. */
export async function search(
  query: string,
  asked: SearchOptions,
  options: VaultOptions,
  output: Output,
): Promise<void> {
  await withVault(options, async (session) => {
    const { hits, more } = await session.search.messages({
      query,
      limit: asked.limit,
      ...filterOf(asked, session),
    })
    const results = hits.map((hit) => {
      const { parts, author } = session.messages.get(hit.messageId)
      return {
        text: spokenText(parts),
        conversation: hit.conversationTitle,
        conversationId: hit.conversationId,
        messageId: hit.messageId,
        time: hit.createdAt === null ? null : new Date(hit.createdAt).toISOString(),
        role: hit.role,
        author,
      }
    })
    output.result({ hits: results, more }, () => [
      ...hits.map(({ snippet }, index) => {
        const { time, role, author, conversation, conversationId, messageId } = results[index] ?? {}
        const place = `conversation ${conversationId}, message ${messageId}`
        return `${time ?? 'undated'}  ${printable(author ?? role ?? '')}  ${printable(conversation ?? 'untitled')}  (${place})\n    ${printable(snippet)}`
      }),
      hits.length === 0 ? 'Nothing found.' : `${hits.length}${more ? ' newest' : ''} found.`,
    ])
  })
}

function filterOf({ companion, favourites, pinyin, ...asked }: SearchOptions, session: Session): SearchFilter {
  const whose = session.companions.list().find(({ profile }) => profile.name === companion)
  if (companion !== undefined && !whose) throw new AppError('NOT_FOUND', { entity: 'companion' })
  const { source, model, role, since, before, has } = asked
  const filter = SearchFilter.safeParse({ source, model, role, since, before, has })
  if (!filter.success) {
    throw new AppError('INVALID_INPUT', { fields: filter.error.issues.map(({ path }) => path.join('.')) })
  }
  return { ...filter.data, ...(whose && { companionId: whose.id }), ...(favourites && { mark: 'favourite' }), pinyin }
}
