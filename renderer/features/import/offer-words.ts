import { useTranslation } from 'react-i18next'
import type { ContextOffer } from '#shared/model/import-run.ts'

/** What the kinds of offers are called in the texts. */
export const offerKinds = {
  'about-you': 'aboutYou',
  instructions: 'instructions',
  memory: 'memory',
} as const satisfies Record<ContextOffer['kind'], string>

/** An offer as it would stand in a profile: under words that say whom or what it is about, in the person's language. */
export function useOfferWords(): (offer: ContextOffer) => string {
  const { t } = useTranslation(['import', 'library'])
  return ({ kind, text, source }) => {
    if (kind === 'instructions') return text
    const heading =
      kind === 'about-you'
        ? t('import:offers.headingAboutYou')
        : t('import:offers.headingMemory', { source: t(`library:source.${source}`) })
    return `${heading}\n${text}`
  }
}
