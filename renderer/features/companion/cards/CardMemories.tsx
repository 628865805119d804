import { useTranslation } from 'react-i18next'
import type { CardMemory } from '#shared/model/card.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { memoryDates } from '../memories/memory-dates.ts'
import { Attempts } from './Attempts.tsx'
import { CardWords } from './CardWords.tsx'

/** The memories on a card, one a line with the days they hold for. */
export function CardMemories({ memories }: { readonly memories: readonly CardMemory[] }) {
  const { t } = useTranslation(['memory', 'common', 'cards'])
  const formats = useFormats()
  const lines = memories.map((memory) => {
    const dates = memoryDates(memory, formats, t)
    return dates === null ? memory.text : `${memory.text} · ${dates}`
  })
  return (
    <>
      <Attempts attempts={[...new Set(memories.flatMap(({ attempts }) => attempts))]} />
      <CardWords label={t('cards:parts.memories')} words={lines.join('\n')} />
    </>
  )
}
