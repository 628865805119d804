import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronRight, MessageCircle, MessagesSquare, Search, Settings } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { matchWords } from '#shared/match-words.ts'
import { type Action, keysOf } from '#renderer/actions/action-registry.ts'
import { capsOf } from '#renderer/actions/key-caps.ts'
import { isMac } from '#renderer/actions/platform.ts'
import { useActionList } from '#renderer/actions/use-actions.ts'
import { paths, settingsPages } from '#renderer/app/paths.ts'
import type { Command, CommandGroup } from '#renderer/design/CommandDialog.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { plainWords } from '#renderer/markdown/plain-words.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { recentlyUsed } from './recently-used.ts'

const conversationsShown = 12

/** What the palette offers for what was typed: the best of each kind, and what was used last before the rest. */
export function usePaletteGroups(typed: string, onSearch: (words: string) => void): readonly CommandGroup[] {
  const { t, i18n } = useTranslation(['actions', 'settings', 'chat'])
  const api = useApi()
  const formats = useFormats()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const actions = useActionList()
  const words = typed.trim()
  const companions = useQuery(api.companions.list.queryOptions()).data
  const { data: conversations, isPlaceholderData: isEarlier } = useQuery({
    ...api.search.conversations.queryOptions({
      input: { query: words.slice(0, 300), limit: words === '' ? 5 : conversationsShown },
    }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })

  return useMemo(() => {
    const used = recentlyUsed(queries)
    const narrow = (commands: readonly Command[]) => narrowDown(commands, words, used)
    const go = (path: string) => () => navigate(path)

    const near = actions.toSorted((one, other) => nearness(one) - nearness(other))
    const doable = near.flatMap((action): Command[] => {
      const { id, name, about, run } = action
      const [keys] = keysOf(action)
      if (run === undefined || action.offered === false) return []
      const icon = <ChevronRight aria-hidden />
      return [
        {
          key: id,
          label: name,
          icon,
          run,
          ...(about === undefined ? {} : { note: about }),
          ...(keys === undefined ? {} : { caps: capsOf(keys, isMac) }),
        },
      ]
    })
    const people = (companions ?? []).map(({ id, profile, lifelongId, archived }): Command => ({
      key: `companion-${id}`,
      label: profile.name,
      lang: guessLanguage(profile.name, i18n.language),
      icon: <MessageCircle aria-hidden />,
      run: go(paths.chat(lifelongId)),
      ...(archived ? { note: t('chat:sidebar.archived') } : {}),
    }))
    const talks = (conversations ?? []).map((conversation): Command => {
      const label = conversation.title || plainWords(conversation.preview) || t('chat:sidebar.untitled')
      return {
        key: `conversation-${conversation.id}`,
        label,
        lang: guessLanguage(label, i18n.language),
        icon: <MessagesSquare aria-hidden />,
        note: formats.shortDate(conversation.updatedAt),
        run: go(paths.chat(conversation.id)),
      }
    })
    const pages = settingsPages.map((page): Command => ({
      key: `settings-${page}`,
      label: t(`settings:pages.${page}`),
      icon: <Settings aria-hidden />,
      note: t('settings:title'),
      run: go(paths.settings(page)),
    }))
    const search: Command = {
      key: 'search',
      label: t('palette.search', { words }),
      icon: <Search aria-hidden />,
      run: () => onSearch(words),
    }
    return [
      { value: t('palette.companions'), items: narrow(people) },
      // Those come narrowed down from the vault; until they do, what came for other words must not be opened by Enter.
      { value: t('palette.conversations'), items: isEarlier ? narrow(talks) : talks },
      { value: t('palette.actions'), items: narrow(doable) },
      { value: t('settings:title'), items: narrow(pages) },
      { value: t('palette.everywhere'), items: words === '' ? [] : [search] },
    ].filter(({ items }) => items.length > 0)
  }, [actions, companions, conversations, isEarlier, words, queries, navigate, onSearch, t, i18n.language, formats])
}

/** What belongs to the page before what can be done anywhere, and the many things to do to one message last. */
function nearness({ group }: Action): number {
  return group === 'messages' ? 2 : Number(group === 'anywhere')
}

/** Those that answer what was typed, best first, then those used last, then as they come. */
function narrowDown(commands: readonly Command[], typed: string, used: readonly string[]): readonly Command[] {
  const folded = fold(typed)
  const age = (command: Command) => {
    const at = used.indexOf(command.key)
    return at < 0 ? used.length : at
  }
  return commands
    .flatMap((command) => {
      const rank = matchWords(fold(command.label), folded)
      return rank === null ? [] : [{ command, rank }]
    })
    .toSorted((one, other) => one.rank - other.rank || age(one.command) - age(other.command))
    .map(({ command }) => command)
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
