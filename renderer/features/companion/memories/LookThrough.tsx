import { useMutation, useQuery } from '@tanstack/react-query'
import { BookOpenCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import type { LookedThrough, Unread } from '#shared/model/memory.ts'
import { priceOf } from '#shared/price-of.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { money } from '#renderer/i18n/money.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { LookHabits } from './LookHabits.tsx'
import styles from './memories.module.css'

/** Offers to have the companion's model look for things to remember in what was said since, with what that sends and costs. */
export function LookThrough(props: { readonly companionId: CompanionId; readonly name: string }) {
  const { companionId, name } = props
  const { t } = useTranslation('memory')
  const formats = useFormats()
  const dayWords = useDayWords()
  const errorText = useErrorText()
  const api = useApi()
  const unread = useQuery(api.memories.unread.queryOptions({ input: { companionId } })).data
  const look = useMutation(api.memories.lookThrough.mutationOptions())
  const habit = useQuery(api.memories.habit.queryOptions({ input: { companionId } })).data
  if (!unread?.model) return null
  const { since, messages, read, model, most } = unread
  return (
    <Section
      title={t('look.title')}
      description={
        <>
          <p>{t(model.isNearby ? 'look.nearby' : 'look.sends', { model: model.name, provider: model.provider })}</p>
          <p>{t(habit?.takesIn ? 'look.takesIn' : 'look.waits', { name })}</p>
        </>
      }
    >
      {look.error !== null && (
        <Banner tone="danger" live>
          {errorText(look.error)}
        </Banner>
      )}
      {messages > 0 && (
        <>
          <p>
            {since === null
              ? t('look.never', { count: read, number: formats.number(read) })
              : t('look.since', { count: messages, number: formats.number(messages), date: dayWords.date(since) })}
          </p>
          <div className={styles['look']}>
            <Button
              icon={<BookOpenCheck aria-hidden />}
              busy={look.isPending}
              onClick={() => look.mutate({ companionId })}
            >
              {t('look.start', { count: read, number: formats.number(read) })}
            </Button>
            <Costs unread={unread} />
          </div>
        </>
      )}
      <div role="status">{look.data ? <Result looked={look.data} /> : null}</div>
      <LookHabits companionId={companionId} most={most} model={model} />
    </Section>
  )
}

function Result({ looked }: { readonly looked: LookedThrough }) {
  const { found, isTakenIn, sentences, uncited } = looked
  const { t } = useTranslation('memory')
  const formats = useFormats()
  const number = formats.number(found)
  const taken = t('look.taken', { count: found, number })
  const toLookThrough = t('look.found', { count: found, number })
  return (
    <>
      <p>{found === 0 ? t('look.nothing') : isTakenIn ? taken : toLookThrough}</p>
      {sentences > 0 && <p>{t('look.written', { count: sentences, number: formats.number(sentences) })}</p>}
      {uncited > 0 && <p>{t('look.uncited', { count: uncited, number: formats.number(uncited) })}</p>}
    </>
  )
}

function Costs({ unread: { tokens, model } }: { readonly unread: Unread }) {
  const { t, i18n } = useTranslation('memory')
  const formats = useFormats()
  const all = t('look.tokens', { number: formats.number(tokens.prompt + tokens.completion) })
  const price = model?.price ?? null
  const cost = priceOf(tokens, price)
  return (
    <span className={styles['costs']}>
      {all}
      {price !== null && cost !== null ? ` · ${money(i18n.language, cost, price.currency)}` : null}
    </span>
  )
}
