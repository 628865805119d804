import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Profile, type ModelBinding, type NewProfile } from '#shared/model/companion.ts'
import { paths } from '#renderer/app/paths.ts'
import { accentOf } from '#renderer/design/accent.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { SidebarToggle } from '#renderer/design/Frame.tsx'
import { Page, Section } from '#renderer/design/Page.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useBeginAt } from '#renderer/design/use-begin-at.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import { AvatarPicker } from './AvatarPicker.tsx'
import { ModelPicker } from './ModelPicker.tsx'
import styles from './companion.module.css'

/** Meet someone new: a name is enough to begin. */
export function NewCompanionPage() {
  const { t } = useTranslation(['companion', 'common', 'cards'])
  const errorText = useErrorText()
  const client = useClient()
  const { uploadPicture } = useUploads()
  const [, navigate] = useLocation()
  const [picture, setPicture] = useState<{ readonly file: File; readonly url: string } | null>(null)
  useEffect(() => () => URL.revokeObjectURL(picture?.url ?? ''), [picture])
  const [binding, setBinding] = useState<ModelBinding | null>(null)
  const form = useForm<NewProfile, unknown, Profile>({
    resolver: zodResolver(Profile),
    defaultValues: { name: '', description: '', greeting: '' },
  })
  const name = useWatch({ control: form.control, name: 'name' })
  const beginning = useBeginAt('name')
  const create = useMutation({
    async mutationFn(profile: Profile) {
      // The picture first: if it is refused, nobody has been made yet and nothing has to be made twice.
      const avatarId = picture === null ? null : await uploadPicture(picture.file)
      const companion = await client.companions.create({ profile, binding })
      return avatarId === null ? companion : client.companions.update({ id: companion.id, avatarId })
    },
    onSuccess: (companion) => navigate(paths.chat(companion.lifelongId)),
  })

  return (
    <Page title={t('newTitle')} start={<SidebarToggle name={t('common:openSidebar')} />}>
      <form
        ref={beginning}
        className={styles['form']}
        noValidate
        onSubmit={(event) => void form.handleSubmit((profile) => create.mutate(profile))(event)}
      >
        <Section description={t('newBody')}>
          <div className={styles['identity']}>
            <AvatarPicker
              name={name}
              accent={accentOf(undefined)}
              src={picture?.url ?? null}
              onChoose={(file) => setPicture({ file, url: URL.createObjectURL(file) })}
              onRemove={() => setPicture(null)}
            />
            <div className={styles['name']}>
              <TextField
                label={t('name')}
                error={form.formState.errors.name ? t('nameMissing') : null}
                maxLength={120}
                {...form.register('name')}
              />
            </div>
          </div>
          <TextArea
            label={t('profile')}
            hint={t('profileHint')}
            placeholder={t('profilePlaceholder')}
            maxLength={100_000}
            {...form.register('description')}
          />
          <TextArea
            label={t('greeting')}
            hint={t('greetingHint')}
            maxLength={20_000}
            rows={2}
            {...form.register('greeting')}
          />
        </Section>
        <Section title={t('model')} description={t('modelBody')}>
          <ModelPicker binding={binding} onChange={setBinding} />
        </Section>
        {create.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(create.error)}
          </Banner>
        )}
        <div className={styles['actions']}>
          <Button type="submit" look="primary" size="large" busy={create.isPending}>
            {t('create')}
          </Button>
          <Button look="quiet" size="large" onClick={() => navigate(paths.newFromCard())}>
            {t('cards:fromCard')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
