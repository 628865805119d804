import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { LookEstimate, LookSpan } from '#shared/model/deep-look.ts'
import { priceOf } from '#shared/price-of.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { money } from '#renderer/i18n/money.ts'
import { errorCode, useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'

/** How much of a history would go where, and what that would cost; only a press here sends anything. */
export function LookDialog({ companion, onClose }: { readonly companion: Companion; readonly onClose: () => void }) {
  const { id: companionId, profile } = companion
  const { t } = useTranslation('days')
  const api = useApi()
  const errorText = useErrorText()
  const [span, setSpan] = useState<LookSpan>('likely')
  const estimated = useQuery(api.milestones.lookEstimate.queryOptions({ input: { companionId, span } }))
  const estimate = estimated.data
  const begin = useMutation(
    api.milestones.look.mutationOptions({
      onSuccess: onClose,
      // There is more by now than was shown here.
      onError: () => void estimated.refetch(),
    }),
  )
  const error = begin.error ?? estimated.error
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('look.title', { name: profile.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('look.notNow')}</Button>
          <Button
            look="primary"
            busy={begin.isPending}
            disabled={!estimate || estimate.messages === 0 || estimated.isFetching}
            onClick={() => {
              if (!estimate) return
              const { messages, tokens } = estimate
              begin.mutate({ companionId, span, agreed: { messages, tokens: tokens.prompt + tokens.completion } })
            }}
          >
            {t('look.begin')}
          </Button>
        </>
      }
    >
      <div className={styles['lookDialog']}>
        <Segmented
          label={t('look.span')}
          value={span}
          onChange={setSpan}
          segments={[
            { value: 'likely', label: t('look.likely') },
            { value: 'everything', label: t('look.everything') },
          ]}
        />
        <p>{span === 'likely' ? t('look.likelyBody') : t('look.everythingBody')}</p>
        <div className={styles['estimate']} aria-live="polite">
          {estimate === undefined ? (
            estimated.isError ? null : (
              <Spinner label={t('look.counting')} />
            )
          ) : estimate === null ? (
            <p>{t('look.noModel', { name: profile.name })}</p>
          ) : (
            <Estimate estimate={estimate} />
          )}
        </div>
        <p className={styles['rowDetail']}>{t('look.checked')}</p>
        {error === null ? null : (
          <Banner tone="danger" live>
            {errorCode(error) === 'INVALID_INPUT' ? t('look.changed') : errorText(error)}
          </Banner>
        )}
      </div>
    </Dialog>
  )
}

function Estimate({ estimate }: { readonly estimate: LookEstimate }) {
  const { t, i18n } = useTranslation('days')
  const formats = useFormats()
  const { messages, parts, tokens, price, provider, model, isNearby, readBefore } = estimate
  const number = formats.number
  const cost = priceOf(tokens, price)
  const before = readBefore > 0 && (
    <p className={styles['rowDetail']}>{t('look.readBefore', { count: readBefore, number: number(readBefore) })}</p>
  )
  if (messages === 0) {
    return (
      <>
        <p>{t('look.nothing')}</p>
        {before}
      </>
    )
  }
  // Nobody needs an estimate to its last digit.
  const about = Number((tokens.prompt + tokens.completion).toPrecision(2))
  return (
    <>
      <p>
        {isNearby
          ? t('look.goesNearby', { count: messages, number: number(messages), model, provider })
          : t('look.goes', { count: messages, number: number(messages), model, provider })}
      </p>
      <p>{t('look.takes', { count: parts, parts: number(parts), tokens: number(about) })}</p>
      <p>
        {price === null || cost === null
          ? t('look.noPrice')
          : t('look.costs', { amount: money(i18n.language, cost, price.currency) })}
      </p>
      {before}
    </>
  )
}
