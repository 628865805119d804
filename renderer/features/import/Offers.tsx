import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Row, Rows } from '#renderer/design/Rows.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { errorData, useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { OfferDecision } from '#shared/contract/imports.ts'
import type { ContextOffer, ImportRun, OfferPlace } from '#shared/model/import-run.ts'
import styles from './offers.module.css'
import { OfferDialog } from './OfferDialog.tsx'
import { offerKinds } from './offer-words.ts'

/** How it is said where words were taken in. */
const takenIn = {
  profile: 'taken',
  letter: 'takenLetter',
  memories: 'takenMemories',
} as const satisfies Record<Exclude<OfferPlace, 'self'>, string>

/** What the export holds beyond conversations: to be read and taken in, or set aside; nothing happens by itself. */
export function Offers(props: {
  readonly run: ImportRun
  readonly offers: readonly ContextOffer[]
  readonly onRun: (run: ImportRun) => void
}) {
  const { run, offers, onRun } = props
  const { t } = useTranslation(['import', 'library'])
  const formats = useFormats()
  const errorText = useErrorText()
  const client = useClient()
  const companions = useQuery(useApi().companions.list.queryOptions()).data ?? []
  const [read, setRead] = useState<number | null>(null)
  const decide = useMutation({
    mutationFn: (input: { readonly offer: number; readonly decision: OfferDecision }) =>
      client.imports.decideOffer({ id: run.id, ...input }),
    onSuccess(decided) {
      setRead(null)
      onRun(decided)
    },
  })
  if (offers.length === 0) return null
  const reading = read === null ? undefined : offers[read]
  const nameOf = (offer: ContextOffer) =>
    companions.find(({ id }) => offer.decided?.kind === 'taken' && id === offer.decided.companionId)?.profile.name

  const stateOf = (offer: ContextOffer): string | null => {
    if (offer.decided === null) return null
    if (offer.decided.kind === 'set-aside') return t('import:offers.setAside')
    const { into } = offer.decided
    if (into === 'self') return t('import:offers.takenSelf')
    const name = nameOf(offer)
    if (name === undefined) return t('import:offers.takenBefore')
    return t(`import:offers.${takenIn[into]}`, { name })
  }

  return (
    <Section title={t('import:offers.title')} description={t('import:offers.hint')}>
      <Rows>
        {offers.map((offer, index) => (
          <Row
            key={`${offer.kind} ${offer.text}`}
            title={t(`import:offers.${offerKinds[offer.kind]}`)}
            detail={[
              t(`library:source.${offer.source}`),
              offer.at === null ? null : formats.date(offer.at),
              stateOf(offer),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
            actions={
              <>
                {offer.decided?.kind === 'taken' && nameOf(offer) !== undefined && (
                  <Button
                    size="small"
                    look="quiet"
                    onClick={() => decide.mutate({ offer: index, decision: { kind: 'open' } })}
                  >
                    {t('import:offers.takeOut')}
                  </Button>
                )}
                <Button size="small" onClick={() => setRead(index)}>
                  {t('import:offers.read')}
                </Button>
              </>
            }
          >
            <p className={styles['excerpt']}>{offer.text}</p>
          </Row>
        ))}
      </Rows>
      {decide.error !== null && (
        <Banner tone="danger" live>
          {errorData(decide.error)['entity'] === 'added-words'
            ? t('import:offers.changedSince')
            : errorText(decide.error)}
        </Banner>
      )}
      {reading !== undefined && read !== null && (
        <OfferDialog
          key={read}
          offer={reading}
          companions={companions}
          companionId={run.companionId}
          busy={decide.isPending}
          onDecide={(decision) => decide.mutate({ offer: read, decision })}
          onClose={() => setRead(null)}
        />
      )}
    </Section>
  )
}
