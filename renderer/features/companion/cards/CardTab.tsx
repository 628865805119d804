import { useMutation } from '@tanstack/react-query'
import { Download, PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { CardFile } from '#shared/model/card.ts'
import type { Companion } from '#shared/model/companion.ts'
import { paths } from '#renderer/app/paths.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { saveBlob } from '#renderer/design/save-file.ts'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useRpc, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { CardChooser } from './CardChooser.tsx'
import { CardReview } from './CardReview.tsx'
import styles from './cards.module.css'
import { drawPortrait } from './draw-portrait.ts'
import { useCard } from './use-card.ts'

/** A companion as a card for another app, and what a card of another app has to say of them. */
export function CardTab({ companion }: { readonly companion: Companion }) {
  return (
    <CompanionFrame companion={companion} tab="card">
      <div className={styles['page']}>
        <CardOut companion={companion} />
        <CardIn companion={companion} />
      </div>
    </CompanionFrame>
  )
}

function CardOut({ companion }: { readonly companion: Companion }) {
  const { t } = useTranslation(['cards', 'export'])
  const [, navigate] = useLocation()
  const errorText = useErrorText()
  const client = useClient()
  const { connection } = useRpc()
  const { uploadFile, fetchHanded } = useUploads()
  const [file, setFile] = useState<CardFile>('png')
  const [withLorebook, setWithLorebook] = useState(true)
  const [withLetter, setWithLetter] = useState(false)
  const [withMemories, setWithMemories] = useState(false)

  async function portrait() {
    const answer = companion.avatarId === null ? null : await connection.fetchAsset(`/assets/${companion.avatarId}`)
    const drawn = await drawPortrait(answer?.ok === true ? await answer.blob() : null, companion.profile.name)
    const picture = new File([drawn], 'portrait.png', { type: 'image/png' })
    return uploadFile(picture, picture.name, () => undefined, new AbortController().signal)
  }

  const save = useMutation({
    async mutationFn() {
      const picture = file === 'json' ? null : await portrait()
      const asked = { companionId: companion.id, file, picture, withLorebook, withLetter, withMemories }
      const { uploadId, name } = await client.cards.write(asked)
      saveBlob(name, await fetchHanded(uploadId))
    },
  })

  return (
    <Section title={t('out')} description={t('outBody')}>
      <Segmented<CardFile>
        label={t('file')}
        value={file}
        onChange={setFile}
        segments={CardFile.options.map((value) => ({ value, label: t(`files.${value}`) }))}
      />
      <Switch label={t('withLorebook')} checked={withLorebook} onChange={setWithLorebook} />
      <Switch label={t('withLetter')} hint={t('withLetterHint')} checked={withLetter} onChange={setWithLetter} />
      <Switch
        label={t('withMemories')}
        hint={t('withMemoriesHint')}
        checked={withMemories}
        onChange={setWithMemories}
      />
      <Banner>{t('private')}</Banner>
      {save.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(save.error)}
        </Banner>
      )}
      <div className={styles['actions']}>
        <Button look="primary" icon={<Download aria-hidden />} busy={save.isPending} onClick={() => save.mutate()}>
          {t('save')}
        </Button>
        <Button icon={<PackageOpen aria-hidden />} onClick={() => navigate(paths.exportCompanion(companion.id))}>
          {t('export:allOfThem')}
        </Button>
        <span className={styles['quiet']} role="status">
          {save.isSuccess ? t('saved') : ''}
        </span>
      </div>
    </Section>
  )
}

function CardIn({ companion }: { readonly companion: Companion }) {
  const { t } = useTranslation('cards')
  const errorText = useErrorText()
  const { api, queries } = useRpc()
  const [, navigate] = useLocation()
  const { look, accept, card, error } = useCard(companion.id, (saved) => {
    queries.setQueryData(api.companions.get.queryKey({ input: { id: saved.id } }), saved)
    navigate(paths.companion(saved.id))
  })
  return (
    <Section title={t('in')} description={t('inBody')}>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <CardChooser aside busy={look.isPending} again={card !== null} onChoose={(file) => look.mutate(file)} />
      {card === null ? null : (
        <CardReview
          key={card.uploadId}
          preview={card.preview}
          busy={accept.isPending}
          onAccept={(parts) => accept.mutate({ uploadId: card.uploadId, parts })}
        />
      )}
    </Section>
  )
}
