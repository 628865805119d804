import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lorebook, LoreFormat } from '#shared/model/lore.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { saveBlob } from '#renderer/design/save-file.ts'
import { Select } from '#renderer/design/Select.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useUploads } from '#renderer/rpc/RpcProvider.tsx'
import styles from './lorebook.module.css'

const loreFormats = ['sillytavern', 'card', 'agnai', 'risu', 'novelai'] as const satisfies readonly LoreFormat[]

/** Lorebook files of other apps, in and out. */
export function LoreFiles({ book }: { readonly book: Lorebook }) {
  const { companionId, entries } = book
  const { t } = useTranslation('lore')
  const errorText = useErrorText()
  const client = useClient()
  const { uploadFile, fetchHanded } = useUploads()
  const input = useRef<HTMLInputElement>(null)
  const [format, setFormat] = useState<LoreFormat>('sillytavern')

  const bring = useMutation({
    async mutationFn(file: File) {
      const uploadId = await uploadFile(file, file.name, () => undefined, new AbortController().signal)
      return client.lore.take({ companionId, uploadId })
    },
  })
  const take = useMutation({
    async mutationFn() {
      const { uploadId, name } = await client.lore.write({ companionId, format })
      saveBlob(name, await fetchHanded(uploadId))
    },
  })
  const error = bring.error ?? take.error

  return (
    <Section title={t('carry')} description={t('carryBody')}>
      {error === null ? null : (
        <Banner tone="danger" live>
          {errorText(error)}
        </Banner>
      )}
      <div className={styles['tools']}>
        <Button busy={bring.isPending} onClick={() => input.current?.click()}>
          {t('bring')}
        </Button>
        <span className={styles['quiet']} role="status">
          {bring.data === undefined
            ? ''
            : bring.data.added === 0
              ? t('broughtNone')
              : t('brought', { count: bring.data.added })}
        </span>
        <input
          ref={input}
          className={styles['file']}
          type="file"
          accept=".json,.lorebook"
          tabIndex={-1}
          aria-label={t('bring')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file) bring.mutate(file)
            event.currentTarget.value = ''
          }}
        />
      </div>
      {entries.length === 0 ? null : (
        <div className={styles['take']}>
          <Select<LoreFormat>
            label={t('format')}
            value={format}
            onChange={setFormat}
            options={loreFormats.map((value) => ({ value, label: t(`formatNames.${value}`) }))}
          />
          <Button busy={take.isPending} onClick={() => take.mutate()}>
            {t('take')}
          </Button>
        </div>
      )}
    </Section>
  )
}
