import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { languages, type Language } from '#shared/languages.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { suggestionsFor, type SearchSuggestion } from './suggestions.ts'

/** Ways to go on with what is being typed, in the language of the interface. */
export function useSuggestions(line: string): readonly SearchSuggestion[] {
  const { t, i18n } = useTranslation('library')
  const api = useApi()
  const companions = useQuery(api.companions.list.queryOptions()).data
  const facets = useQuery(api.library.facets.queryOptions()).data
  const language: Language = languages.find((one) => one === i18n.language) ?? 'en'
  return useMemo(
    () =>
      suggestionsFor(line, {
        language,
        noteOf: (name) => t(`operator.${name}`),
        choices: {
          from: (companions ?? []).map(({ profile }) => ({ value: profile.name, label: profile.name })),
          source: (facets?.sources ?? []).map((value) => ({ value, label: t(`source.${value}`) })),
          model: (facets?.models ?? []).map((value) => ({ value, label: value })),
          on: [],
          since: [],
          before: [],
          after: [],
        },
      }),
    [line, language, companions, facets, t],
  )
}
