import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect } from 'wouter'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { paths } from './paths.ts'

const DoorsPage = lazy(async () => ({ default: (await import('#renderer/features/welcome/DoorsPage.tsx')).DoorsPage }))

/** Home is the lifelong thread with the first companion; without one, the three doors. */
export function Home() {
  const { t } = useTranslation()
  const companions = useQuery(useApi().companions.list.queryOptions())
  if (companions.data === undefined) return <Spinner label={t('loading')} />
  const first = companions.data.find((companion) => !companion.archived)
  return first === undefined ? <DoorsPage /> : <Redirect to={paths.chat(first.lifelongId)} replace />
}
