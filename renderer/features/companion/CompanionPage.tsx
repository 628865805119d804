import { useMutation, useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, MessageCircle } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Companion, Profile } from '#shared/model/companion.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { paths } from '#renderer/app/paths.ts'
import { accentOf } from '#renderer/design/accent.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { EmptyState } from '#renderer/design/EmptyState.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { Page, Section } from '#renderer/design/Page.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useAssetUrl, useClient, useRpc, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import { AvatarPicker } from './AvatarPicker.tsx'
import { LookSection } from './LookSection.tsx'
import { ModelPicker } from './ModelPicker.tsx'
import { useCompanionSaving } from './use-companion-saving.ts'
import { WhoWasSpeaking } from './WhoWasSpeaking.tsx'
import styles from './companion.module.css'

/** Who a companion is and which model speaks for them; everything saves by itself. */
export function CompanionPage(props: { readonly companionId: CompanionId }) {
  const { t } = useTranslation(['companion', 'common'])
  const companion = useQuery(useApi().companions.get.queryOptions({ input: { id: props.companionId } }))
  if (companion.error !== null) {
    return (
      <main>
        <EmptyState page title={t('notFound')} />
      </main>
    )
  }
  if (companion.data === undefined) return <Spinner label={t('common:loading')} />
  return <CompanionEditor companion={companion.data} />
}

function CompanionEditor(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation(['companion', 'common'])
  const errorText = useErrorText()
  const toast = useToast()
  const client = useClient()
  const { api, queries } = useRpc()
  const { uploadPicture } = useUploads()
  const [, navigate] = useLocation()
  const [profile, setProfile] = useState<Profile>(companion.profile)
  const saving = useCompanionSaving(companion)
  const avatar = useAssetUrl(companion.avatarId)
  const update = useMutation(
    api.companions.update.mutationOptions({
      onSuccess: (saved) => queries.setQueryData(api.companions.get.queryKey({ input: { id: companion.id } }), saved),
    }),
  )
  const setPicture = useMutation({
    mutationFn: async (picture: File) =>
      client.companions.update({ id: companion.id, avatarId: await uploadPicture(picture) }),
    onSuccess: (saved) => queries.setQueryData(api.companions.get.queryKey({ input: { id: companion.id } }), saved),
  })
  const error = saving.error ?? update.error ?? setPicture.error
  const { name } = companion.profile

  function write(change: Partial<Profile>) {
    setProfile({ ...profile, ...change })
    saving.write({ profile: change })
  }

  function setArchived(archived: boolean) {
    update.mutate(
      { id: companion.id, archived },
      {
        onSuccess() {
          if (!archived) return
          toast({
            title: t('archived', { name }),
            action: {
              label: t('common:undo'),
              onSelect: () => void client.companions.update({ id: companion.id, archived: false }),
            },
          })
        },
      },
    )
  }

  return (
    <Page
      title={name}
      start={<SidebarToggle name={t('common:openSidebar')} />}
      actions={
        <>
          <span className={styles['note']} role="status">
            {saving.saving ? t('saving') : saving.saved ? t('saved') : ''}
          </span>
          <Button icon={<MessageCircle aria-hidden />} onClick={() => navigate(paths.chat(companion.lifelongId))}>
            {t('toChat')}
          </Button>
        </>
      }
    >
      <div className={styles['form']} onBlur={saving.flush}>
        {companion.archived ? (
          <Banner
            actions={
              <Button size="small" icon={<ArchiveRestore aria-hidden />} onClick={() => setArchived(false)}>
                {t('unarchive')}
              </Button>
            }
          >
            {t('archivedNote', { name })}
          </Banner>
        ) : null}
        {error === null ? null : (
          <Banner tone="danger" live>
            {errorText(error)}
          </Banner>
        )}
        <Section>
          <div className={styles['identity']}>
            <AvatarPicker
              name={profile.name}
              accent={accentOf(companion)}
              src={avatar}
              onChoose={(picture) => setPicture.mutate(picture)}
              onRemove={() => update.mutate({ id: companion.id, avatarId: null })}
            />
            <div className={styles['name']}>
              <TextField
                label={t('name')}
                error={profile.name.trim() === '' ? t('nameMissing') : null}
                maxLength={120}
                value={profile.name}
                onChange={(event) => write({ name: event.currentTarget.value })}
              />
            </div>
          </div>
          <TextArea
            label={t('profile')}
            hint={t('profileHint')}
            placeholder={t('profilePlaceholder')}
            maxLength={100_000}
            value={profile.description}
            onChange={(event) => write({ description: event.currentTarget.value })}
          />
          <TextArea
            label={t('greeting')}
            hint={t('greetingNote')}
            maxLength={20_000}
            rows={2}
            value={profile.greeting}
            onChange={(event) => write({ greeting: event.currentTarget.value })}
          />
        </Section>
        <Section title={t('model')} description={t('modelBody')}>
          <ModelPicker binding={companion.binding} onChange={(binding) => saving.write({ binding })} />
        </Section>
        <LookSection companion={companion} />
        <WhoWasSpeaking companion={companion} />
        {companion.archived ? null : (
          <Section title={t('archive')} description={t('archiveHint')}>
            <div className={styles['actions']}>
              <Button icon={<Archive aria-hidden />} onClick={() => setArchived(true)}>
                {t('archive')}
              </Button>
            </div>
          </Section>
        )}
      </div>
    </Page>
  )
}
