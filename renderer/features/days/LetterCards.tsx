import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { WantedLetter } from '#shared/model/agenda.ts'
import { paths } from '#renderer/app/paths.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'

/** Letters wanted for today: what would be said for them, what it costs, and the person's yes or no. */
export function LetterCards() {
  const letters = useQuery(useApi().milestones.letters.queryOptions()).data ?? []
  return letters.map((letter) => <Card key={letter.key} letter={letter} />)
}

function Card({ letter }: { readonly letter: WantedLetter }) {
  const { t } = useTranslation('days')
  const words = useDayWords()
  const api = useApi()
  const client = useClient()
  const errorText = useErrorText()
  const [, navigate] = useLocation()
  const companion = useQuery(api.companions.list.queryOptions()).data?.find(({ id }) => id === letter.companionId)
  const [text, setText] = useState(() => t('letter.request', { title: letter.title, sense: words.sense(letter.sense) }))
  const [requestId] = useState(() => crypto.randomUUID())
  const preview = useQuery(
    api.prompt.preview.queryOptions({
      input: companion ? { conversationId: companion.lifelongId, text } : skipToken,
      placeholderData: (before) => before,
    }),
  ).data
  const answer = (taken: boolean) =>
    client.milestones.answerSuggestion({ key: letter.key, answer: taken ? 'taken' : 'set-aside' })
  const ask = useMutation({
    async mutationFn(conversationId: NonNullable<typeof companion>['lifelongId']) {
      await client.chat.send({ conversationId, text, requestId })
      await answer(true)
      navigate(paths.chat(conversationId))
    },
  })
  const decline = useMutation({ mutationFn: () => answer(false) })
  if (!companion) return null
  const { name } = companion.profile
  const error = ask.error ?? decline.error
  return (
    <section
      className={styles['letter']}
      {...accentProps(accentOf(companion))}
      aria-label={t('letter.title', { name })}
    >
      <h2 className={styles['heroTitle']}>{t('letter.title', { name })}</h2>
      {companion.binding === null ? (
        <p>{t('letter.noModel', { name })}</p>
      ) : (
        <>
          <p className={styles['rowDetail']}>
            {preview ? t('letter.body', { tokens: words.number(preview.tokens) }) : t('letter.free')}
          </p>
          <TextArea
            label={t('letter.words')}
            value={text}
            rows={2}
            maxLength={4_000}
            onChange={(event) => setText(event.target.value)}
          />
        </>
      )}
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        {companion.binding !== null && (
          <Button
            look="primary"
            busy={ask.isPending}
            disabled={text.trim() === ''}
            onClick={() => ask.mutate(companion.lifelongId)}
          >
            {t('letter.ask')}
          </Button>
        )}
        <Button look="quiet" busy={decline.isPending} onClick={() => decline.mutate()}>
          {t('letter.notNow')}
        </Button>
      </div>
    </section>
  )
}
