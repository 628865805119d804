import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { DaySuggestion } from '#shared/model/agenda.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { MilestoneId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Quote } from '#renderer/design/Quote.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'
import { proposedDay } from './kinds.ts'
import { LookDeeper } from './LookDeeper.tsx'

/** Days that the histories seem to hold, to be kept with one press or set aside. */
export function Suggestions() {
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  return companions
    .filter(({ archived }) => !archived)
    .map((companion) => <OfOne key={companion.id} companion={companion} />)
}

function OfOne({ companion }: { readonly companion: Companion }) {
  const { t } = useTranslation('days')
  const api = useApi()
  const found = useQuery(api.milestones.suggestions.queryOptions({ input: { companionId: companion.id } })).data ?? []
  if (found.length === 0 && companion.binding === null) return null
  return (
    <Section title={t('suggest.title', { name: companion.profile.name })} description={t('suggest.body')}>
      {found.length === 0 ? (
        <p className={styles['rowDetail']}>{t('suggest.none')}</p>
      ) : (
        <ol className={styles['suggestions']}>
          {found.map((suggestion) => (
            <Suggestion key={suggestion.key} suggestion={suggestion} companion={companion} />
          ))}
        </ol>
      )}
      <LookDeeper companion={companion} />
    </Section>
  )
}

function Suggestion(props: { readonly suggestion: DaySuggestion; readonly companion: Companion }) {
  const { suggestion, companion } = props
  const { key, reason, kind, date, messageId, conversationId, quote, model } = suggestion
  const { t, i18n } = useTranslation('days')
  const words = useDayWords()
  const client = useClient()
  const toast = useToast()
  const errorText = useErrorText()
  const [, navigate] = useLocation()
  const silent = suggestion.days ?? 0

  const title =
    suggestion.title ??
    (kind !== 'custom'
      ? t(`proposed.${kind}`)
      : reason === 'first-of-model'
        ? t('suggest.named.model', { model })
        : reason === 'found'
          ? t('suggest.untitled')
          : t('suggest.named.silence'))
  const why =
    reason === 'first-of-model' || reason === 'found'
      ? t(`suggest.${reason}`, { model })
      : reason === 'after-silence'
        ? t('suggest.after-silence', { count: silent, number: words.number(silent) })
        : t(`suggest.${reason}`)

  const failed = (error: unknown) => toast({ title: errorText(error) })
  const offerAgain = async (id: MilestoneId) => {
    await client.milestones.remove({ id })
    // Nobody has said anything of it yet that could be wanted back.
    await client.milestones.discard({ id })
    await client.milestones.answerSuggestion({ key, answer: null })
  }
  const keep = useMutation({
    async mutationFn() {
      const given = { title, companionId: companion.id, messageIds: [messageId], date, language: i18n.language }
      const made = await client.milestones.create(proposedDay(kind, given))
      await client.milestones.answerSuggestion({ key, answer: 'taken' })
      return made
    },
    onSuccess: ({ id }) =>
      toast({
        title: t('kept', { title }),
        before: { label: t('change'), onSelect: () => navigate(paths.day(id)) },
        action: { label: t('undo'), onSelect: () => void offerAgain(id).catch(failed) },
      }),
  })
  const setAside = useMutation({
    mutationFn: () => client.milestones.answerSuggestion({ key, answer: 'set-aside' }),
    onSuccess: () =>
      toast({
        title: t('suggest.wasSetAside'),
        description: title,
        action: {
          label: t('undo'),
          onSelect: () => void client.milestones.answerSuggestion({ key, answer: null }).catch(failed),
        },
      }),
  })
  const error = keep.error ?? setAside.error
  return (
    <li className={styles['suggestion']}>
      <p className={styles['rowTitle']}>{title}</p>
      <p className={styles['rowDetail']}>
        <time dateTime={date}>{words.date(date)}</time> · {why}
      </p>
      {quote !== '' && <Quote>{quote}</Quote>}
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button size="small" busy={keep.isPending} onClick={() => keep.mutate()}>
          {t('suggest.keep')}
        </Button>
        <Button size="small" look="quiet" busy={setAside.isPending} onClick={() => setAside.mutate()}>
          {t('suggest.setAside')}
        </Button>
        {conversationId !== null && (
          <Link className={styles['into'] ?? ''} href={paths.message(conversationId, messageId)}>
            {t('suggest.read')}
          </Link>
        )}
      </div>
    </li>
  )
}
