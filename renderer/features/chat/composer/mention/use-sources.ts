import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { SuggestionSource } from './suggestions.ts'

const day = 86_400_000
const mostConversations = 5

/** Everything that can be mentioned here: who is in the room, days near by, other conversations by their titles. */
export function useSources(conversationId: ConversationId, members: readonly Companion[]): readonly SuggestionSource[] {
  const { t, i18n } = useTranslation('chat')
  // Han words follow without a space.
  const gap = i18n.language === 'en' ? ' ' : ''
  const formats = useFormats()
  const client = useClient()
  return useMemo(() => {
    const people: SuggestionSource = {
      kind: 'companion',
      title: t('picker.mention.companions'),
      find: (query) =>
        members
          .filter(({ profile }) => fits(profile.name, query))
          .map(({ id, profile: { name } }) => ({
            id: `companion ${id}`,
            kind: 'companion',
            label: name,
            insert: `@${name} `,
          })),
    }
    const dates: SuggestionSource = {
      kind: 'date',
      title: t('picker.mention.dates'),
      find: (query) =>
        (['today', 'tomorrow', 'yesterday'] as const)
          .map((name) => ({ name, label: t(`picker.mention.${name}`) }))
          .filter(({ label }) => fits(label, query))
          .map(({ name, label }) => {
            const date = formats.date(Date.now() + { today: 0, tomorrow: day, yesterday: -day }[name])
            return {
              id: name,
              kind: 'date',
              label,
              note: date,
              insert: `${t('picker.mention.dated', { day: label, date })}${gap}`,
            }
          }),
    }
    const conversations: SuggestionSource = {
      kind: 'conversation',
      title: t('picker.mention.conversations'),
      find: async (query) => {
        // Without a word it would only be a list of everything.
        if (query === '') return []
        const found = await client.search.conversations({ query, limit: mostConversations + 1 })
        return found
          .filter(({ id, title }) => id !== conversationId && title !== null && title !== '')
          .slice(0, mostConversations)
          .map(({ id, title, updatedAt }) => ({
            id: `conversation ${id}`,
            kind: 'conversation',
            label: title ?? '',
            note: formats.shortDate(updatedAt),
            insert: `${t('picker.mention.titled', { title })}${gap}`,
          }))
      },
    }
    return [people, dates, conversations]
  }, [client, conversationId, members, t, formats, gap])
}

function fits(label: string, query: string): boolean {
  return label.toLowerCase().includes(query.toLowerCase())
}
