import { useMutation } from '@tanstack/react-query'
import { ImagePlus, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { AssetId } from '#shared/model/ids.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { cleanPicture } from '#renderer/design/clean-picture.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useAssetUrl, useClient, useRpc, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import styles from './gallery.module.css'

/** Pictures of a companion, beside the one they are known by. They stay in the vault. */
export function GallerySection(props: { readonly companion: Companion }) {
  const { companion } = props
  const { id, gallery } = companion
  const { t } = useTranslation('companion')
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const { uploadPicture } = useUploads()
  const input = useRef<HTMLInputElement>(null)
  const change = useMutation({
    scope: { id: `companion-${id}` },
    mutationFn: async (next: { readonly gallery?: AssetId[]; readonly added?: readonly File[] }) => {
      const pictures = next.gallery ?? [...gallery]
      for (const file of next.added ?? []) {
        const clean = await cleanPicture(file).catch(() => null)
        // The host refuses what is no picture, in words of its own.
        pictures.push(await uploadPicture(clean ?? file))
      }
      return client.companions.update({ id, gallery: [...new Set(pictures)] })
    },
    onSuccess: (saved) => queries.setQueryData(api.companions.get.queryKey({ input: { id } }), saved),
  })
  const makeAvatar = useMutation({
    mutationFn: (avatarId: AssetId) => client.companions.update({ id, avatarId }),
    onSuccess: (saved) => queries.setQueryData(api.companions.get.queryKey({ input: { id } }), saved),
  })
  const error = change.error ?? makeAvatar.error
  return (
    <Section title={t('gallery.title')} description={t('gallery.body')}>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      {gallery.length === 0 ? null : (
        <ul className={styles['gallery']}>
          {gallery.map((picture, place) => (
            <Picture
              key={picture}
              picture={picture}
              number={place + 1}
              isAvatar={picture === companion.avatarId}
              onAvatar={() => makeAvatar.mutate(picture)}
              onRemove={() => change.mutate({ gallery: gallery.filter((one) => one !== picture) })}
            />
          ))}
        </ul>
      )}
      <div>
        <Button icon={<ImagePlus aria-hidden />} busy={change.isPending} onClick={() => input.current?.click()}>
          {t('gallery.add')}
        </Button>
        <input
          ref={input}
          className={styles['file']}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          multiple
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            const added = [...(event.currentTarget.files ?? [])]
            if (added.length > 0) change.mutate({ added })
            event.currentTarget.value = ''
          }}
        />
      </div>
    </Section>
  )
}

function Picture(props: {
  readonly picture: AssetId
  readonly number: number
  readonly isAvatar: boolean
  readonly onAvatar: () => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('companion')
  const url = useAssetUrl(props.picture)
  const { number } = props
  return (
    <li className={styles['item']}>
      <button
        type="button"
        className={styles['picture']}
        aria-label={t('gallery.use', { number })}
        title={t('gallery.use', { number })}
        aria-pressed={props.isAvatar}
        onClick={props.onAvatar}
      >
        {url === null ? null : <img src={url} alt="" loading="lazy" />}
      </button>
      <span className={styles['remove']}>
        <IconButton
          size="small"
          name={t('gallery.remove', { number })}
          icon={<X aria-hidden />}
          onClick={props.onRemove}
        />
      </span>
    </li>
  )
}
