import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Paper, type Companion, type Look } from '#shared/model/companion.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { cleanPicture } from '#renderer/design/clean-picture.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useAssetUrl, useClient, useRpc, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import { AccentPicker } from './AccentPicker.tsx'
import styles from './look.module.css'

/** The colour of a companion's space, what its words stand on, and a picture behind them. */
export function LookSection(props: { readonly companion: Companion }) {
  const { id, look } = props.companion
  const { t } = useTranslation('companion')
  const errorText = useErrorText()
  const client = useClient()
  const { api, queries } = useRpc()
  const { uploadPicture } = useUploads()
  const input = useRef<HTMLInputElement>(null)
  const wallpaper = useAssetUrl(look.wallpaperId)
  const key = api.companions.get.queryKey({ input: { id } })
  const change = useMutation({
    scope: { id: `companion-${id}` },
    mutationFn: (next: Partial<Look>) => client.companions.update({ id, look: next }),
    onMutate: (next) => {
      const before = queries.getQueryData(key)
      if (before !== undefined) queries.setQueryData(key, { ...before, look: { ...before.look, ...next } })
      return before
    },
    onSuccess: (saved) => queries.setQueryData(key, saved),
    onError: (_error, _next, before) => queries.setQueryData(key, before),
  })
  const hang = useMutation({
    mutationFn: async (picture: File) => {
      const clean = await cleanPicture(picture).catch(() => null)
      // The host refuses what is no picture, in words of its own.
      change.mutate({ wallpaperId: await uploadPicture(clean ?? picture) })
    },
  })
  const error = change.error ?? hang.error

  return (
    <Section title={t('look.title')} description={t('look.body')}>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <AccentPicker companion={props.companion} onChange={(accent) => change.mutate({ accent })} />
      <div className={styles['part']}>
        <p aria-hidden>{t('look.paper')}</p>
        <Segmented<Paper>
          label={t('look.paper')}
          value={look.paper}
          onChange={(paper) => change.mutate({ paper })}
          segments={Paper.options.map((value) => ({ value, label: t(`look.papers.${value}`) }))}
        />
      </div>
      <div className={styles['part']}>
        <p id="wallpaper">{t('look.wallpaper')}</p>
        {wallpaper === null ? null : <img className={styles['wallpaper']} src={wallpaper} alt="" />}
        <div className={styles['actions']} role="group" aria-labelledby="wallpaper">
          <Button busy={hang.isPending} onClick={() => input.current?.click()}>
            {look.wallpaperId === null ? t('look.choose') : t('look.chooseOther')}
          </Button>
          {look.wallpaperId === null ? null : (
            <Button look="quiet" onClick={() => change.mutate({ wallpaperId: null })}>
              {t('look.takeDown')}
            </Button>
          )}
        </div>
        <p className={styles['note']}>{t('look.wallpaperHint')}</p>
        <input
          ref={input}
          className={styles['file']}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            const [picture] = event.currentTarget.files ?? []
            if (picture !== undefined) hang.mutate(picture)
            event.currentTarget.value = ''
          }}
        />
      </div>
    </Section>
  )
}
