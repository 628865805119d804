import { useMutation } from '@tanstack/react-query'
import { PenLine } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LetterReader } from '#shared/contract/letter.ts'
import { estimateTokens } from '#shared/estimate-tokens.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Letter } from '#shared/model/letter.ts'
import { priceOf } from '#shared/price-of.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { money } from '#renderer/i18n/money.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import styles from './letter.module.css'

/** Has the companion's model draft the digest; what that reads and costs is said before. */
export function DigestDraft(props: {
  readonly companionId: CompanionId
  readonly letter: Letter
  readonly reader: LetterReader | undefined
  readonly onDrafted: (letter: Letter) => void
}) {
  const { companionId, letter, reader, onDrafted } = props
  const { t, i18n } = useTranslation('letter')
  const formats = useFormats()
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const stop = useRef<AbortController>(null)
  const tokens = useMemo(() => estimateTokens(letter.text), [letter.text])
  const draft = useMutation({
    mutationFn: () => {
      stop.current = new AbortController()
      return client.letter.draftDigest({ companionId }, { signal: stop.current.signal })
    },
    onSuccess(saved) {
      queries.setQueryData(api.letter.get.queryKey({ input: { companionId } }), saved)
      onDrafted(saved)
    },
  })
  if (reader === undefined || reader.isDemo || letter.text.trim() === '') return null
  const { binding, price } = reader
  const { model } = binding
  const cost = priceOf({ prompt: tokens, completion: tokens / 5 }, price)
  const amount = price !== null && cost !== null ? money(i18n.language, cost, price.currency) : null
  const wasStopped = draft.error !== null && stop.current?.signal.aborted === true
  return (
    <>
      {draft.error === null || wasStopped ? null : (
        <Banner tone="danger" live>
          {errorText(draft.error)}
        </Banner>
      )}
      <div className={styles['draft']}>
        {draft.isPending ? (
          <Button size="small" onClick={() => stop.current?.abort()}>
            {t('digest.stop')}
          </Button>
        ) : (
          <Button size="small" icon={<PenLine aria-hidden />} onClick={() => draft.mutate()}>
            {t('digest.draft', { model })}
          </Button>
        )}
        <span className={styles['cost']} role="status">
          {draft.isPending
            ? t('digest.drafting')
            : amount === null
              ? t('digest.reads', { tokens: formats.number(tokens) })
              : t('digest.readsFor', { tokens: formats.number(tokens), amount })}
        </span>
        {letter.digest.model === null ? null : (
          <span className={styles['cost']}>{t('digest.by', { model: letter.digest.model })}</span>
        )}
      </div>
    </>
  )
}
