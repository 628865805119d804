import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { DraftSectionId, LetterDraft } from '#shared/model/letter-draft.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { DraftedPart } from './DraftedPart.tsx'
import { Failures } from './Failures.tsx'
import { useAmounts, usePrice } from './use-amounts.ts'
import styles from './draft.module.css'

/** A draft to be looked at: what each sentence rests on, what is left out, and where the rest goes. */
export function ResultView(props: {
  readonly companion: Companion
  readonly draft: LetterDraft
  readonly onAccepted: () => void
}) {
  const { companion, draft, onAccepted } = props
  const { id, companionId, options, progress, binding } = draft
  const { purpose, scope, language } = options
  const { t } = useTranslation('draft')
  const formats = useFormats()
  const errorText = useErrorText()
  const toast = useToast()
  const { api, client, queries } = useRpc()
  const amount = useAmounts(usePrice(companionId, binding))(progress.spent)
  const letter = useQuery(api.letter.get.queryOptions({ input: { companionId } })).data
  /** Sentences that are left out, by part and place. */
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const sections = draft.result ?? []
  const kept = sections
    .flatMap((section) => section.sentences.map((_sentence, at) => key(section.id, at)))
    .filter((one) => !without.has(one))
  const dropped = sections.reduce((sum, section) => sum + section.dropped, 0)
  const accept = useMutation({
    mutationFn: (place: 'replace' | 'end') =>
      client.letterDraft.accept({
        id,
        place,
        without: sections.flatMap((section) =>
          section.sentences.flatMap((_sentence, at) =>
            without.has(key(section.id, at)) ? [{ section: section.id, at }] : [],
          ),
        ),
      }),
    async onSuccess() {
      // Whoever shows it next must not begin with what it was.
      await Promise.all([
        queries.invalidateQueries({ queryKey: api.letter.get.key() }),
        queries.invalidateQueries({ queryKey: api.companions.get.key() }),
      ])
      toast({ title: t(`result.accepted.${purpose}`) })
      onAccepted()
    },
  })
  const discard = useMutation({
    mutationFn: () => client.letterDraft.discard({ id }),
    onSuccess: () => queries.setQueryData(api.letterDraft.current.queryKey({ input: { companionId, purpose } }), null),
  })
  const error = accept.error ?? discard.error
  const hasLetter = (letter?.text.trim() ?? '') !== ''
  const spent = { model: binding.model, tokens: formats.number(progress.spent.prompt + progress.spent.completion) }

  const take = (place: 'replace' | 'end', look: 'primary' | 'plain', label: string) => (
    <Button
      look={look}
      busy={accept.isPending && accept.variables === place}
      disabled={kept.length === 0 || accept.isPending}
      onClick={() => accept.mutate(place)}
    >
      {label}
    </Button>
  )

  return (
    <>
      <p className={styles['lead']}>{t('result.body')}</p>
      <Failures failures={progress.failures} />
      <div className={styles['sheet']} lang={language}>
        {sections.map((section) => (
          <DraftedPart
            key={section.id}
            section={section}
            companion={companion}
            isLeftOut={(at) => without.has(key(section.id, at))}
            onToggle={(at) => {
              const next = new Set(without)
              if (!next.delete(key(section.id, at))) next.add(key(section.id, at))
              setWithout(next)
            }}
          />
        ))}
      </div>
      <div className={styles['note']}>
        {dropped === 0 ? null : <p>{t('result.dropped', { count: dropped, number: formats.number(dropped) })}</p>}
        <p>{amount === null ? t('result.spent', spent) : t('result.spentFor', { ...spent, amount })}</p>
        {kept.length === 0 ? <p>{t('result.all')}</p> : null}
      </div>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        {purpose === 'profile' ? (
          take('replace', 'primary', t('result.fill'))
        ) : hasLetter ? (
          <>
            {take('end', 'primary', t('result.atEnd'))}
            {scope === 'new' ? null : take('replace', 'plain', t('result.replace'))}
          </>
        ) : (
          take('replace', 'primary', t('result.accept'))
        )}
        <Button look="quiet" busy={discard.isPending} onClick={() => discard.mutate()}>
          {t('result.again')}
        </Button>
      </div>
    </>
  )
}

function key(section: DraftSectionId, at: number): string {
  return `${section} ${at}`
}
