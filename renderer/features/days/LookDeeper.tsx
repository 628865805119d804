import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { Telescope } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { DeepLook } from '#shared/model/deep-look.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Progress } from '#renderer/design/Progress.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { failureText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './days.module.css'
import { LookDialog } from './LookDialog.tsx'

/** The way to have the companion's model look for days, and how far it has come. Nothing for a companion without one. */
export function LookDeeper({ companion }: { readonly companion: Companion }) {
  const { t } = useTranslation('days')
  const api = useApi()
  const [isOpen, setOpen] = useState(false)
  const { id: companionId, binding } = companion
  const look = useQuery(
    api.milestones.lookState.queryOptions({ input: binding === null ? skipToken : { companionId } }),
  ).data
  if (binding === null) return null
  return (
    <div className={styles['look']}>
      {look && <LookNow look={look} />}
      {look?.state !== 'running' && (
        <div>
          <Button
            size="small"
            look="quiet"
            icon={<Telescope size="1.125em" strokeWidth={1.5} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t('look.open', { model: binding.model })}
          </Button>
        </div>
      )}
      {isOpen && <LookDialog companion={companion} onClose={() => setOpen(false)} />}
    </div>
  )
}

function LookNow({ look }: { readonly look: DeepLook }) {
  const { t } = useTranslation('days')
  const { t: errors } = useTranslation('errors')
  const formats = useFormats()
  const stop = useMutation(useApi().milestones.stopLook.mutationOptions())
  const { companionId, state, parts, partsDone, found, unfound, unread, problem, model } = look
  const counted = t('look.found', { count: found, number: formats.number(found) })
  if (state === 'running') {
    return (
      <div className={styles['looking']}>
        <Progress
          label={t('look.running', { model })}
          value={parts === 0 ? null : partsDone / parts}
          detail={t('look.progress', {
            done: formats.number(partsDone),
            parts: formats.number(parts),
            found: counted,
          })}
        />
        <Button size="small" busy={stop.isPending} onClick={() => stop.mutate({ companionId })}>
          {t('look.stop')}
        </Button>
      </div>
    )
  }
  const notes = [
    counted,
    ...(unfound > 0 ? [t('look.unfound', { count: unfound, number: formats.number(unfound) })] : []),
    ...(unread > 0 ? [t('look.unread', { count: unread, number: formats.number(unread) })] : []),
  ]
  return (
    <Banner tone={state === 'failed' ? 'danger' : 'note'} live title={t(`look.${state}`, { model })}>
      {problem !== null && <p>{failureText(errors, problem)}</p>}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Banner>
  )
}
