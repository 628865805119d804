import { useTranslation } from 'react-i18next'
import { useFormats } from '#renderer/i18n/format.ts'

/** How much there is of something, in one line. */
export function useCounts(): (of: { readonly conversations: number; readonly messages: number }) => string {
  const { t } = useTranslation('import')
  const { number } = useFormats()
  return ({ conversations, messages }) =>
    [
      t('mapping.counts', { count: conversations, conversations: number(conversations) }),
      t('people.messages', { count: messages, messages: number(messages) }),
    ].join(' · ')
}
