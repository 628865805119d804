import { spokenText } from '#shared/model/part.ts'
import { withVault, type VaultOptions } from './open-vault.ts'
import { printable, type Output } from './output.ts'

/** `keepsake search <text>`: messages with these words, newest first. */
export async function search(query: string, limit: number, options: VaultOptions, output: Output): Promise<void> {
  await withVault(options, async (session) => {
    const { hits, more } = session.search.messages({ query, limit })
    const results = hits.map((hit) => {
      const { parts, author } = session.messages.get(hit.messageId)
      return {
        text: spokenText(parts),
        conversation: hit.conversationTitle,
        time: hit.createdAt === null ? null : new Date(hit.createdAt).toISOString(),
        role: hit.role,
        author,
      }
    })
    output.result({ hits: results, more }, () => [
      ...hits.map(({ snippet }, index) => {
        const { time, role, author, conversation } = results[index] ?? {}
        return `${time ?? 'undated'}  ${printable(author ?? role ?? '')}  ${printable(conversation ?? 'untitled')}\n    ${printable(snippet)}`
      }),
      hits.length === 0 ? 'Nothing found.' : `${hits.length}${more ? ' newest' : ''} found.`,
    ])
  })
}
