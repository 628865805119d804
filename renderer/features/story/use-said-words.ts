import { useTranslation } from 'react-i18next'
import type { Said } from '#shared/model/story.ts'
import { useFormats } from '#renderer/i18n/format.ts'

/** Amounts as they are said: “12 messages, 345 characters, 67 words”, what there is none of left out. */
export function useSaidWords() {
  const { t } = useTranslation('story')
  const { number } = useFormats()
  const messages = (count: number) => t('amount.messages', { count, number: number(count) })
  return {
    messages,
    all: ({ messages: count, characters, words }: Said): string =>
      [
        messages(count),
        ...(characters === 0 ? [] : [t('amount.characters', { count: characters, number: number(characters) })]),
        ...(words === 0 ? [] : [t('amount.words', { count: words, number: number(words) })]),
      ].join(' · '),
  }
}
