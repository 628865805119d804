import { useMutation } from '@tanstack/react-query'
import { Archive, Copy, History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Companion } from '#shared/model/companion.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { RevisionsDialog } from '../revisions/RevisionsDialog.tsx'
import styles from '../companion.module.css'

/** Earlier states of a profile, another companion like this one, and putting this one away. */
export function KeepingSection(props: { readonly companion: Companion; readonly onRestored: () => void }) {
  const { companion, onRestored } = props
  const { name } = companion.profile
  const { t } = useTranslation(['companion', 'common'])
  const errorText = useErrorText()
  const toast = useToast()
  const client = useClient()
  const { api, queries } = useRpc()
  const [, navigate] = useLocation()
  const [looking, setLooking] = useState(false)
  const key = api.companions.get.queryKey({ input: { id: companion.id } })
  const duplicate = useMutation({
    mutationFn: () => client.companions.duplicate({ id: companion.id, name: t('copyName', { name }).slice(0, 120) }),
    onSuccess: ({ id }) => navigate(paths.companion(id)),
  })
  const archive = useMutation({
    mutationFn: (archived: boolean) => client.companions.update({ id: companion.id, archived }),
    onSuccess(saved) {
      queries.setQueryData(key, saved)
      if (!saved.archived) return
      toast({
        title: t('archived', { name }),
        action: { label: t('common:undo'), onSelect: () => archive.mutate(false) },
      })
    },
  })
  const error = duplicate.error ?? archive.error
  return (
    <Section title={t('keeping.title')} description={t('keeping.body')}>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button icon={<History aria-hidden />} onClick={() => setLooking(true)}>
          {t('revisions.title')}
        </Button>
        <Button icon={<Copy aria-hidden />} busy={duplicate.isPending} onClick={() => duplicate.mutate()}>
          {t('duplicate')}
        </Button>
        {companion.archived ? null : (
          <Button icon={<Archive aria-hidden />} onClick={() => archive.mutate(true)}>
            {t('archive')}
          </Button>
        )}
      </div>
      {looking ? (
        <RevisionsDialog
          of={{ subject: 'profile', companionId: companion.id }}
          onClose={() => setLooking(false)}
          onRestored={onRestored}
        />
      ) : null}
    </Section>
  )
}
