import { useMutation } from '@tanstack/react-query'
import { ArchiveRestore } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion, Profile } from '#shared/model/companion.ts'
import { accentOf } from '#renderer/design/accent.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useAssetUrl, useClient, useRpc, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import { AvatarPicker } from '../AvatarPicker.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { LookSection } from '../LookSection.tsx'
import { DraftButton } from '../letter-draft/DraftButton.tsx'
import { DraftView } from '../letter-draft/DraftView.tsx'
import { useCompanionSaving } from '../use-companion-saving.ts'
import { WhoWasSpeaking } from '../WhoWasSpeaking.tsx'
import { GallerySection } from './GallerySection.tsx'
import { GreetingsSection } from './GreetingsSection.tsx'
import { KeepingSection } from './KeepingSection.tsx'
import { KnowsSection } from './KnowsSection.tsx'
import styles from '../companion.module.css'

const callings = ['callsYou', 'youCall', 'pronouns', 'languages'] as const
const texts = ['personality', 'style', 'scenario'] as const

/** Who a companion is; everything saves by itself, and every state is kept. */
export function ProfileTab(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation('companion')
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const { uploadPicture } = useUploads()
  const [profile, setProfile] = useState<Profile>(companion.profile)
  const [drafting, setDrafting] = useState(false)
  const saving = useCompanionSaving(companion)
  const avatar = useAssetUrl(companion.avatarId)
  const key = api.companions.get.queryKey({ input: { id: companion.id } })
  const update = useMutation(
    api.companions.update.mutationOptions({ onSuccess: (saved) => queries.setQueryData(key, saved) }),
  )
  const setPicture = useMutation({
    mutationFn: async (picture: File) =>
      client.companions.update({ id: companion.id, avatarId: await uploadPicture(picture) }),
    onSuccess: (saved) => queries.setQueryData(key, saved),
  })
  const error = saving.error ?? update.error ?? setPicture.error

  function write(change: Partial<Profile>) {
    setProfile((now) => ({ ...now, ...change }))
    saving.write({ profile: change })
  }

  function catchUp() {
    void queries
      .fetchQuery({ ...api.companions.get.queryOptions({ input: { id: companion.id } }), staleTime: 0 })
      .then((fresh) => setProfile(fresh.profile))
  }

  if (drafting) {
    const back = () => {
      catchUp()
      setDrafting(false)
    }
    return <DraftView companion={companion} purpose="profile" onBack={back} />
  }
  return (
    <CompanionFrame
      companion={companion}
      tab="profile"
      saving={saving.saving ? 'saving' : saving.saved ? 'saved' : null}
    >
      <div className={styles['form']} onBlur={saving.flush}>
        {companion.archived ? (
          <Banner
            actions={
              <Button
                size="small"
                icon={<ArchiveRestore aria-hidden />}
                onClick={() => update.mutate({ id: companion.id, archived: false })}
              >
                {t('unarchive')}
              </Button>
            }
          >
            {t('archivedNote', { name: companion.profile.name })}
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
          <div className={styles['pairs']}>
            {callings.map((part) => (
              <TextField
                key={part}
                label={t(`fields.${part}`)}
                maxLength={120}
                value={profile[part]}
                onChange={(event) => write({ [part]: event.currentTarget.value })}
              />
            ))}
          </div>
          <div className={styles['actions']}>
            <DraftButton
              companionId={companion.id}
              purpose="profile"
              onOpen={() => {
                saving.flush()
                setDrafting(true)
              }}
            />
          </div>
          <TextArea
            label={t('profile')}
            hint={t('profileHint')}
            placeholder={t('profilePlaceholder')}
            maxLength={100_000}
            value={profile.description}
            onChange={(event) => write({ description: event.currentTarget.value })}
          />
          {texts.map((part) => (
            <TextArea
              key={part}
              label={t(`fields.${part}`)}
              hint={t(`hints.${part}`)}
              maxLength={100_000}
              rows={2}
              value={profile[part]}
              onChange={(event) => write({ [part]: event.currentTarget.value })}
            />
          ))}
        </Section>
        <GreetingsSection profile={profile} onChange={write} />
        <KnowsSection knows={companion.knows} onChange={(knows) => update.mutate({ id: companion.id, knows })} />
        <GallerySection companion={companion} />
        <LookSection companion={companion} />
        <WhoWasSpeaking companion={companion} />
        <KeepingSection companion={companion} onRestored={catchUp} />
      </div>
    </CompanionFrame>
  )
}
