import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { ConversationId } from '#shared/model/ids.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { SuggestionSource } from './suggestions.ts'

const mostOfAKind = 5

/**
 * Everything that can be mentioned here: who is in the room, days near by, days that are kept, memories of the one who is
 * here, other conversations by their titles.
 */
export function useSources(conversationId: ConversationId, members: readonly Companion[]): readonly SuggestionSource[] {
  const { t, i18n } = useTranslation('chat')
  // Han words follow without a space.
  const gap = i18n.language === 'en' ? ' ' : ''
  const formats = useFormats()
  const client = useClient()
  return useMemo(() => {
    const people: SuggestionSource = {
      title: t('picker.mention.companions'),
      find: (query) =>
        members
          .filter(({ profile }) => fits(profile.name, query))
          .map(({ id, profile: { name } }) => ({
            id: `companion ${id}`,
            label: name,
            insert: `@${name} `,
          })),
    }
    const dates: SuggestionSource = {
      title: t('picker.mention.dates'),
      find: (query) =>
        (['today', 'tomorrow', 'yesterday'] as const)
          .map((name) => ({ name, label: t(`picker.mention.${name}`) }))
          .filter(({ label }) => fits(label, query))
          .map(({ name, label }) => {
            const date = formats.date(dayFromToday({ today: 0, tomorrow: 1, yesterday: -1 }[name]))
            return {
              id: name,
              label,
              note: date,
              insert: `${t('picker.mention.dated', { day: label, date })}${gap}`,
            }
          }),
    }
    const conversations: SuggestionSource = {
      title: t('picker.mention.conversations'),
      find: async (query) => {
        // Without a word it would only be a list of everything.
        if (query === '') return []
        const found = await client.search.conversations({ query, limit: mostOfAKind + 1 })
        return found
          .filter(({ id, title }) => id !== conversationId && title !== null && title !== '')
          .slice(0, mostOfAKind)
          .map(({ id, title, updatedAt }) => ({
            id: `conversation ${id}`,
            label: title ?? '',
            note: formats.shortDate(updatedAt),
            insert: `${t('picker.mention.titled', { title })}${gap}`,
          }))
      },
    }
    const days: SuggestionSource = {
      title: t('picker.mention.days'),
      find: async (query) => {
        const kept = await client.milestones.list()
        return kept
          .filter(({ title }) => fits(title, query))
          .slice(0, mostOfAKind)
          .map(({ id, title, start }) => {
            const suggestion = { id: `day ${id}`, label: title }
            if (start.precision !== 'day') return { ...suggestion, insert: `${title}${gap}` }
            // At noon of the day here, so that no zone makes another day of it.
            const date = formats.date(new Date(`${start.date}T12:00`).getTime())
            const insert = `${t('picker.mention.dated', { day: title, date })}${gap}`
            return { ...suggestion, note: date, insert }
          })
      },
    }
    const [only] = members
    const memories: SuggestionSource = {
      title: t('picker.mention.memories'),
      find: async (query) => {
        // In a room it would be told to those who do not share it.
        if (only === undefined || members.length > 1) return []
        const page = { state: 'kept', query, before: null, limit: mostOfAKind } as const
        const found = await client.memories.list({ companionId: only.id, ...page })
        return found.memories.map(({ id, text }) => ({
          id: `memory ${id}`,
          label: text,
          insert: `${t('picker.mention.titled', { title: text })}${gap}`,
        }))
      },
    }
    return [people, dates, days, memories, conversations]
  }, [client, conversationId, members, t, formats, gap])
}

function fits(label: string, query: string): boolean {
  return label.toLowerCase().includes(query.toLowerCase())
}

/** The same hour so many days from today; by the calendar, since not every day has 24 hours. */
function dayFromToday(days: number): number {
  const date = new Date()
  return date.setDate(date.getDate() + days)
}
