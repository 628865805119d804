import { useMutation } from '@tanstack/react-query'
import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { itemKinds, ownPauses, type ItemKind, type LetterDraft } from '#shared/model/letter-draft.ts'
import { FailureCode } from '#shared/model/message.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { useDayWords } from '#renderer/i18n/day-words.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { failureText, useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { CapField, capFrom } from './CapField.tsx'
import { Failures } from './Failures.tsx'
import { useAmounts, usePrice } from './use-amounts.ts'
import styles from './draft.module.css'

/** A draft at work, or waiting to be asked on. */
export function WorkView(props: { readonly draft: LetterDraft }) {
  const { draft } = props
  const { id, companionId, options, progress, state } = draft
  const { t } = useTranslation('draft')
  const errorText = useErrorText()
  const { api, client, queries } = useRpc()
  const price = usePrice(companionId, draft.binding)
  const [raised, setRaised] = useState<string | null>(null)
  const key = api.letterDraft.current.queryKey({ input: { companionId, purpose: options.purpose } })
  const shown = (now: LetterDraft | null) => queries.setQueryData(key, now)
  const pause = useMutation({ mutationFn: () => client.letterDraft.pause({ id }), onSuccess: shown })
  const isCapped = draft.pause === 'cap'
  const now = raised ?? (options.cap === null ? '' : String(options.cap.most))
  const cap = isCapped ? capFrom(now, price) : options.cap
  const canGoOn = !isCapped || (cap !== null && (options.cap?.kind !== cap.kind || cap.most > options.cap.most))
  const resume = useMutation({ mutationFn: () => client.letterDraft.resume({ id, cap }), onSuccess: shown })
  const discard = useMutation({ mutationFn: () => client.letterDraft.discard({ id }), onSuccess: () => shown(null) })
  const error = pause.error ?? resume.error ?? discard.error
  return (
    <>
      {state === 'paused' ? <PauseBanner draft={draft} /> : null}
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <div className={styles['steps']}>
        {(['read', 'merge', 'write'] as const).map((step) => {
          const { done, of } = progress[step]
          return (
            <Progress
              key={step}
              label={t(`work.${step}`)}
              value={of === 0 ? 0 : done / of}
              detail={t('work.of', { done: String(done), of: String(of) })}
            />
          )
        })}
      </div>
      <Spent draft={draft} />
      {isCapped && state === 'paused' ? <CapField price={price} value={now} onChange={setRaised} /> : null}
      <div className={styles['actions']}>
        {state === 'paused' ? (
          <Button
            look="primary"
            icon={<Play aria-hidden />}
            busy={resume.isPending}
            disabled={!canGoOn}
            onClick={() => resume.mutate()}
          >
            {t('work.goOn')}
          </Button>
        ) : (
          <Button
            icon={<Pause aria-hidden />}
            busy={pause.isPending}
            disabled={state === 'pausing'}
            onClick={() => pause.mutate()}
          >
            {t('work.pause')}
          </Button>
        )}
        <Button look="quiet" busy={discard.isPending} onClick={() => discard.mutate()}>
          {t('work.discard')}
        </Button>
      </div>
      <Found draft={draft} />
      <Failures failures={progress.failures} />
    </>
  )
}

function PauseBanner({ draft }: { readonly draft: LetterDraft }) {
  const { t } = useTranslation('draft')
  const { t: errors } = useTranslation('errors')
  const { pause } = draft
  if (pause === null) return null
  const own = ownPauses.find((one) => one === pause)
  if (own !== undefined) return <Banner live>{t(`paused.${own}`)}</Banner>
  return (
    <Banner tone="warn" live>
      {failureText(errors, FailureCode.parse(pause))}
    </Banner>
  )
}

/** What was spent and what is left to spend, which is corrected as the work goes on. */
function Spent({ draft }: { readonly draft: LetterDraft }) {
  const { companionId, progress, state, binding } = draft
  const { t } = useTranslation('draft')
  const formats = useFormats()
  const amounts = useAmounts(usePrice(companionId, binding))
  const sum = ({ prompt, completion }: typeof progress.spent) => formats.number(prompt + completion)
  const [spent, left] = [amounts(progress.spent), amounts(progress.left)]
  const minutes = Math.max(1, Math.round(progress.secondsLeft / 60))
  const isAtWork = state === 'running'
  const parts = [
    spent === null
      ? t('work.spent', { tokens: sum(progress.spent) })
      : t('work.spentFor', { tokens: sum(progress.spent), amount: spent }),
    left === null ? t('work.left', { tokens: sum(progress.left) }) : t('work.leftFor', { amount: left }),
    ...(isAtWork && progress.secondsLeft > 0
      ? [t('minutes', { count: minutes, number: formats.number(minutes) })]
      : []),
  ]
  return (
    <div className={styles['note']}>
      <p>{parts.join(' · ')}</p>
      <p role="status">{state === 'paused' ? null : t(isAtWork ? 'work.hint' : 'work.pausing')}</p>
    </div>
  )
}

function Found({ draft }: { readonly draft: LetterDraft }) {
  const { progress, options } = draft
  const { found, latest, unfound } = progress
  const { t } = useTranslation('draft')
  const formats = useFormats()
  const words = useDayWords()
  const counted = (kind: ItemKind) => t(`kinds.${kind}`, { number: formats.number(found[kind] ?? 0) })
  const counts = itemKinds.filter((kind) => (found[kind] ?? 0) > 0).map(counted)
  return (
    <Section title={t('work.found')} description={counts.length === 0 ? t('work.none') : counts.join(' · ')}>
      {latest.length === 0 ? null : (
        <ul className={styles['latest']} lang={options.language}>
          {latest.map(({ text, date }, place) => (
            // Two things may be said in the same words; the place in this short list tells them apart.
            <li key={`${text} ${place}`}>
              {text} {date === null ? null : <span className={styles['date']}>{words.date(date)}</span>}
            </li>
          ))}
        </ul>
      )}
      {unfound === 0 ? null : (
        <p className={styles['note']}>{t('work.unfound', { count: unfound, number: formats.number(unfound) })}</p>
      )}
    </Section>
  )
}
