import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { Button } from '#renderer/design/Button.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import styles from './SightNote.module.css'

/** Who of those who may answer sees pictures. */
export type Sights = {
  readonly blind: readonly Companion[]
  /** The first of whom it is not known. */
  readonly unknown: Companion | null
}

/** Asks of each model behind the companions whether it sees; nothing is asked while there is no picture. */
export function useSights(companions: readonly Companion[], wanted: boolean): Sights {
  const api = useApi()
  const bound = companions.flatMap((companion) =>
    companion.binding ? [{ companion, binding: companion.binding }] : [],
  )
  const answers = useQueries({
    queries: bound.map(({ binding }) => api.providers.sight.queryOptions({ input: binding, enabled: wanted })),
  })
  const of = (sight: string) =>
    bound.flatMap(({ companion }, index) => (answers[index]?.data === sight ? [companion] : []))
  return wanted ? { blind: of('no'), unknown: of('unknown')[0] ?? null } : { blind: [], unknown: null }
}

/**
 * Says that a model will not see the pictures, or asks whether it does where nobody knows; the answer is kept for that
 * model. `urgent` once somebody wanted to send.
 */
export function SightNote(props: { readonly sights: Sights; readonly urgent: boolean; readonly onAnswer: () => void }) {
  const { sights, urgent, onAnswer } = props
  const { t } = useTranslation('chat')
  const formats = useFormats()
  const toast = useToast()
  const errorText = useErrorText()
  const client = useClient()
  const api = useApi()
  const queries = useQueryClient()
  const first = useRef<HTMLButtonElement>(null)
  const { blind, unknown } = sights
  useEffect(() => {
    if (urgent) first.current?.focus()
  }, [urgent])

  const answer = async (companion: Companion, sees: boolean) => {
    const { binding } = companion
    if (!binding) return
    try {
      const facts = await client.providers.facts(binding)
      await client.providers.setFacts({ ...binding, facts: { ...facts, sees } })
      await queries.invalidateQueries({ queryKey: api.providers.sight.key() })
      onAnswer()
    } catch (error) {
      toast({ title: errorText(error) })
    }
  }

  if (unknown?.binding) {
    return (
      <div className={styles['note']} data-urgent={urgent || undefined} role="status">
        <p>{t('attach.sight.unknown', { model: unknown.binding.model })}</p>
        <div className={styles['choices']}>
          <Button ref={first} size="small" onClick={() => void answer(unknown, true)}>
            {t('attach.sight.show')}
          </Button>
          <Button size="small" onClick={() => void answer(unknown, false)}>
            {t('attach.sight.without')}
          </Button>
        </div>
      </div>
    )
  }
  const [one] = blind
  if (!one?.binding) return null
  const names = formats.list(blind.map(({ profile }) => profile.name))
  return (
    <div className={styles['note']} role="status">
      <p>{t('attach.sight.blind', { name: names })}</p>
      <div className={styles['choices']}>
        <Button look="quiet" size="small" onClick={() => void answer(one, true)}>
          {t('attach.sight.sees', { model: one.binding.model })}
        </Button>
      </div>
    </div>
  )
}
