import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { copyText } from '#renderer/design/copy-text.ts'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import type { OfferDecision } from '#shared/contract/imports.ts'
import type { Companion } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { OfferPlace, type ContextOffer } from '#shared/model/import-run.ts'
import { longestLetter } from '#shared/model/letter.ts'
import styles from './offers.module.css'
import { offerKinds, useOfferWords } from './offer-words.ts'

/** As long as each place may get. */
const longest = { profile: 100_000, letter: longestLetter, memories: 100_000, self: 100_000 } satisfies Record<
  OfferPlace,
  number
>

/** One offer in full, and what can be done with it; taking it in shows first exactly what is written where. */
export function OfferDialog(props: {
  readonly offer: ContextOffer
  readonly companions: readonly Companion[]
  readonly companionId: CompanionId | null
  readonly busy: boolean
  readonly onDecide: (decision: OfferDecision) => void
  readonly onClose: () => void
}) {
  const { offer, companions, busy, onDecide, onClose } = props
  const { t } = useTranslation(['import', 'library'])
  const wordsOf = useOfferWords()
  const toast = useToast()
  const errorText = useErrorText()
  const [taking, setTaking] = useState(false)
  const [copied, setCopied] = useState(false)
  const [into, setInto] = useState<OfferPlace>(offer.kind === 'about-you' ? 'self' : 'profile')
  const [edited, setEdited] = useState<string | null>(null)
  // Under a heading where somebody else is to know whom the words are about.
  const words = edited ?? (into === 'self' || into === 'memories' ? offer.text : wordsOf(offer))
  const [whose, setWhose] = useState<string | null>(null)
  const alive = companions.filter(({ archived }) => !archived)
  const companion =
    alive.find(({ id }) => String(id) === whose) ?? alive.find(({ id }) => id === props.companionId) ?? alive[0]
  const api = useApi()
  const self = useQuery(api.self.get.queryOptions()).data
  const letter = useQuery(
    api.letter.get.queryOptions({ input: companion === undefined ? skipToken : { companionId: companion.id } }),
  ).data
  const title = t(`import:offers.${offerKinds[offer.kind]}`)
  const isTaken = offer.decided?.kind === 'taken'

  if (!taking || companion === undefined) {
    return (
      <Dialog
        open
        wide
        onOpenChange={(open) => !open && onClose()}
        title={`${title} · ${t(`library:source.${offer.source}`)}`}
        actions={
          <>
            <Button
              onClick={() => {
                copyText(offer.text).then(
                  () => setCopied(true),
                  (error: unknown) => toast({ title: errorText(error) }),
                )
              }}
            >
              {t(copied ? 'import:offers.copied' : 'import:offers.copy')}
            </Button>
            {offer.decided === null && (
              <Button busy={busy} onClick={() => onDecide({ kind: 'set-aside' })}>
                {t('import:offers.aside')}
              </Button>
            )}
            {!isTaken && companion !== undefined && (
              <Button look="primary" onClick={() => setTaking(true)}>
                {t('import:offers.take')}
              </Button>
            )}
          </>
        }
      >
        <div className={styles['full']} tabIndex={0} role="region" aria-label={title}>
          {offer.text}
        </div>
        {companion === undefined && <p className={styles['note']}>{t('import:offers.nobody')}</p>}
      </Dialog>
    )
  }

  const { name } = companion.profile
  const before =
    { profile: companion.profile.description, letter: letter?.text, self: self?.about, memories: undefined }[into] ?? ''
  const isTooLong = before.length + words.length + 2 > longest[into]
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t('import:offers.take')}
      actions={
        <>
          <Button onClick={() => setTaking(false)}>{t('import:offers.back')}</Button>
          <Button
            look="primary"
            busy={busy}
            disabled={words.trim() === '' || isTooLong}
            onClick={() => onDecide({ kind: 'take', companionId: companion.id, into, text: words })}
          >
            {t('import:offers.save')}
          </Button>
        </>
      }
    >
      <div className={styles['edit']}>
        <Segmented<OfferPlace>
          label={t('import:offers.place')}
          value={into}
          onChange={setInto}
          segments={OfferPlace.options.map((value) => ({ value, label: t(`import:offers.places.${value}`) }))}
        />
        <p>{t(`import:offers.wheres.${into}`, { name })}</p>
        {alive.length > 1 && into !== 'self' && (
          <Select
            label={t('import:offers.whose')}
            value={String(companion.id)}
            onChange={setWhose}
            options={alive.map(({ id, profile }) => ({ value: String(id), label: profile.name }))}
          />
        )}
        {into !== 'memories' && (
          <div>
            <p className={styles['note']}>{t('import:offers.now')}</p>
            <div className={styles['before']} tabIndex={0} role="region" aria-label={t('import:offers.now')}>
              {before === '' ? t('import:offers.empty') : before}
            </div>
          </div>
        )}
        <TextArea
          label={t('import:offers.added')}
          value={words}
          rows={6}
          error={isTooLong ? t('import:offers.tooLong') : null}
          onChange={(event) => setEdited(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
