import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Memory } from '#shared/model/memory.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { Row, Rows } from '#renderer/design/Rows.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import { memoryDates } from './memory-dates.ts'
import styles from './memories.module.css'

/** What a memory said before, each a step back. */
export function VersionsDialog({ memory, onClose }: { readonly memory: Memory; readonly onClose: () => void }) {
  const { t } = useTranslation(['memory', 'common'])
  const formats = useFormats()
  const errorText = useErrorText()
  const client = useClient()
  const versions = useQuery(useApi().memories.versions.queryOptions({ input: { id: memory.id } })).data ?? []
  const bringBack = useMutation({
    mutationFn: (versionId: number) => client.memories.bringBack({ id: memory.id, versionId }),
    onSuccess: onClose,
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('versions')}>
      {bringBack.error !== null && (
        <Banner tone="danger" live>
          {errorText(bringBack.error)}
        </Banner>
      )}
      <Rows>
        {versions.map((version) => {
          const dates = memoryDates(version, formats, t)
          const replaced = t('replaced', { date: formats.dateTime(version.replacedAt) })
          return (
            <Row
              key={version.id}
              title={<span className={styles['words']}>{version.text}</span>}
              detail={dates === null ? replaced : `${dates} · ${replaced}`}
              actions={
                <Button size="small" onClick={() => bringBack.mutate(version.id)}>
                  {t('bringBack')}
                </Button>
              }
            />
          )
        })}
      </Rows>
    </Dialog>
  )
}
