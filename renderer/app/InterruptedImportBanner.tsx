import { useMutation, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link, useRoute } from 'wouter'
import { Banner } from '#renderer/design/Banner.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { isUnseenInterruption } from '#renderer/rpc/import-runs.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './app.module.css'
import { paths, patterns } from './paths.ts'

/** Says that an import was cut off, until somebody looks at it or waves it away. */
export function InterruptedImportBanner() {
  const { t } = useTranslation()
  const api = useApi()
  const [importing] = useRoute(patterns.import)
  const run = useQuery(api.imports.list.queryOptions()).data?.find(isUnseenInterruption)
  const dismiss = useMutation(api.imports.markSeen.mutationOptions())
  if (run === undefined || importing) return null
  return (
    <Banner
      edge
      actions={
        <>
          <Link href={paths.import()} className={styles['link'] ?? ''}>
            {t('interruptedImport.action')}
          </Link>
          <IconButton size="small" name={t('close')} icon={<X />} onClick={() => dismiss.mutate({ id: run.id })} />
        </>
      }
    >
      {t('interruptedImport.title')}
    </Banner>
  )
}
