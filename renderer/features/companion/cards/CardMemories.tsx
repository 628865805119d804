import { useTranslation } from 'react-i18next'
import type { CardMemory } from '#shared/model/card.ts'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { Attempts } from './Attempts.tsx'
import { CardWords } from './CardWords.tsx'

/** The memories on a card, one a line with the days they hold for. */
export function CardMemories({ memories }: { readonly memories: readonly CardMemory[] }) {
  const { t } = useTranslation('cards')
  const { date } = useDayWords()
  const lines = memories.map(({ text, since, until }) => {
    const days = [since === null ? '' : date(since), until === null ? '' : date(until)]
    return since === null && until === null ? text : `${days.join(' – ').trim()}: ${text}`
  })
  return (
    <>
      <Attempts attempts={[...new Set(memories.flatMap(({ attempts }) => attempts))]} />
      <CardWords label={t('parts.memories')} words={lines.join('\n')} />
    </>
  )
}
