import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetId } from '#shared/model/ids.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { cleanPicture } from '#renderer/design/clean-picture.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useAssetUrl, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import styles from './form.module.css'

/** The picture of a day, drawn anew before it is kept. */
export function PictureField(props: {
  readonly pictureId: AssetId | null
  readonly onChange: (pictureId: AssetId | null) => void
}) {
  const { pictureId, onChange } = props
  const { t } = useTranslation('days')
  const errorText = useErrorText()
  const { uploadPicture } = useUploads()
  const input = useRef<HTMLInputElement>(null)
  const url = useAssetUrl(pictureId)
  const choose = useMutation({
    mutationFn: async (picture: File) => uploadPicture(await cleanPicture(picture)),
    onSuccess: onChange,
  })
  return (
    <div className={styles['picture']}>
      {url && <img className={styles['shown']} src={url} alt="" />}
      <div>
        <div className={styles['line']}>
          <Button size="small" busy={choose.isPending} onClick={() => input.current?.click()}>
            {t('form.pictureChoose')}
          </Button>
          {pictureId !== null && (
            <Button size="small" look="quiet" onClick={() => onChange(null)}>
              {t('form.pictureRemove')}
            </Button>
          )}
        </div>
        <p className={styles['hint']}>{t('form.pictureHint')}</p>
        {choose.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(choose.error)}
          </Banner>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t('form.picture')}
        onChange={(event) => {
          const [picture] = event.currentTarget.files ?? []
          if (picture !== undefined) choose.mutate(picture)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
