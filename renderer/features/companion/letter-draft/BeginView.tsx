import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { HistorySurvey } from '#shared/contract/letter-draft.ts'
import type { Language } from '#shared/languages.ts'
import { languages } from '#shared/languages.ts'
import type { Companion } from '#shared/model/companion.ts'
import { DraftVoice, type DraftPurpose, type DraftScope } from '#shared/model/letter-draft.ts'
import { priceOf } from '#shared/price-of.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { languageNames } from '#renderer/i18n/language-names.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { CapField, capFrom } from './CapField.tsx'
import { Estimate } from './Estimate.tsx'
import { HistoryFacts } from './HistoryFacts.tsx'
import { PriceDialog } from './PriceDialog.tsx'
import { useAmounts } from './use-amounts.ts'
import styles from './draft.module.css'

type Known = HistorySurvey & { readonly model: NonNullable<HistorySurvey['model']> }

/** What a history holds, what drafting from it would take, and the one button that begins it. */
export function BeginView(props: { readonly companion: Companion; readonly purpose: DraftPurpose }) {
  const { companion, purpose } = props
  const { name } = companion.profile
  const { t, i18n } = useTranslation('draft')
  const errorText = useErrorText()
  const { api } = useRpc()
  const [, navigate] = useLocation()
  const [language, setLanguage] = useState(i18n.language as Language)
  const input = { companionId: companion.id, purpose, language }
  const survey = useQuery(
    api.letterDraft.survey.queryOptions({ input, staleTime: 0, gcTime: 0, placeholderData: keepPreviousData }),
  )
  if (survey.error !== null) return <Banner tone="danger">{errorText(survey.error)}</Banner>
  if (survey.data === undefined) return <Spinner label={t('counting')} />
  if (survey.data.messages === 0) {
    return <EmptyState title={t('nothing.title')}>{t('nothing.body', { name })}</EmptyState>
  }
  const { model } = survey.data
  return (
    <>
      <p className={styles['lead']}>{t(`body.${purpose}`, { name })}</p>
      <HistoryFacts survey={survey.data} />
      {model === null ? (
        <Banner
          title={t('noModel.title', { name })}
          actions={
            <Button size="small" onClick={() => navigate(paths.companion(companion.id, 'model'))}>
              {t('noModel.action')}
            </Button>
          }
        >
          {t('noModel.body')}
        </Banner>
      ) : (
        <Choices {...props} survey={{ ...survey.data, model }} language={language} onLanguage={setLanguage} />
      )}
    </>
  )
}

function Choices(props: {
  readonly companion: Companion
  readonly purpose: DraftPurpose
  readonly survey: Known
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}) {
  const { companion, purpose, survey, language, onLanguage } = props
  const { model, estimates, since } = survey
  const { name } = companion.profile
  const { t } = useTranslation('draft')
  const formats = useFormats()
  const errorText = useErrorText()
  const { api, client, queries } = useRpc()
  const amounts = useAmounts(model.price)
  const [chosen, setChosen] = useState<DraftScope>(since === null ? 'all' : 'new')
  const [voice, setVoice] = useState<DraftVoice>('person')
  const [typed, setTyped] = useState<string | null>(null)
  const [pricing, setPricing] = useState(false)
  const scope = estimates[chosen] === null ? 'all' : chosen
  const estimate = estimates[scope] ?? estimates.all
  // Half as much again: the estimate may be a quarter too low, and what is read twice costs twice.
  const expected = priceOf(estimate.tokens, model.price)
  const total = estimate.tokens.prompt + estimate.tokens.completion
  const suggested =
    expected === null ? String(Math.ceil((total * 1.5) / 1_000) * 1_000) : (expected * 1.5).toPrecision(2)
  const cap = capFrom(typed ?? String(Number(suggested)), model.price)
  const start = useMutation({
    mutationFn: (most: NonNullable<typeof cap>) =>
      client.letterDraft.start({ companionId: companion.id, options: { purpose, scope, voice, language, cap: most } }),
    onSuccess: (draft) =>
      queries.setQueryData(api.letterDraft.current.queryKey({ input: { companionId: companion.id, purpose } }), draft),
  })
  const amount = amounts(estimate.tokens)
  return (
    <>
      <Section title={t('read.title')}>
        <Segmented<DraftScope>
          label={t('read.scope')}
          value={scope}
          onChange={setChosen}
          segments={[
            ...(since === null ? [] : [{ value: 'new' as const, label: t('read.new', { date: formats.date(since) }) }]),
            { value: 'all', label: t('read.all') },
            { value: 'highlights', label: t('read.highlights') },
          ]}
        />
        <p>{t(`read.about.${scope}`)}</p>
        <Estimate estimate={estimate} model={model} />
      </Section>
      <Section title={t('how.title')}>
        <div className={styles['choices']}>
          {purpose === 'letter' ? (
            <Segmented<DraftVoice>
              label={t('how.voice')}
              value={voice}
              onChange={setVoice}
              segments={DraftVoice.options.map((value) => ({ value, label: t(`how.${value}`, { name }) }))}
            />
          ) : null}
          <Select<Language>
            label={t('how.language')}
            value={language}
            onChange={onLanguage}
            options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
          />
        </div>
      </Section>
      <Section title={t('cap.title')}>
        <CapField price={model.price} value={typed ?? String(Number(suggested))} onChange={setTyped} />
        <div className={styles['actions']}>
          <Button
            look="primary"
            busy={start.isPending}
            disabled={cap === null}
            onClick={() => {
              if (cap !== null) start.mutate(cap)
            }}
          >
            {amount === null ? t('begin') : t('beginFor', { amount })}
          </Button>
          <Button onClick={() => setPricing(true)}>{t('cap.price')}</Button>
        </div>
        {start.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(start.error)}
          </Banner>
        )}
      </Section>
      {pricing ? (
        <PriceDialog
          binding={model.binding}
          price={model.price}
          onClose={() => setPricing(false)}
          onSaved={() => {
            setTyped(null)
            void queries.invalidateQueries({ queryKey: api.letterDraft.survey.key() })
          }}
        />
      ) : null}
    </>
  )
}
