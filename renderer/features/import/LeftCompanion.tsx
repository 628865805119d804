import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportRun } from '#shared/model/import-run.ts'

/** Offers to take out the companion that was made for an import, where nothing else of them is there. */
export function LeftCompanion(props: { readonly run: ImportRun; readonly onRun: (run: ImportRun) => void }) {
  const { run, onRun } = props
  const { t } = useTranslation('import')
  const api = useApi()
  const client = useClient()
  const errorText = useErrorText()
  const left = useQuery({
    ...api.imports.leftCompanion.queryOptions({ input: { id: run.id } }),
    enabled: run.madeCompanionId !== null,
    // They may have been given words since it was last asked.
    staleTime: 0,
  }).data?.companionId
  const companions = useQuery(api.companions.list.queryOptions()).data
  const remove = useMutation({
    mutationFn: () => client.imports.removeCompanion({ id: run.id }),
    onSuccess: onRun,
  })
  const companion = companions?.find(({ id }) => id === left)
  if (companion === undefined || run.madeCompanionId === null) return null
  const { name } = companion.profile
  return (
    <>
      <Banner
        title={t('left.title', { name })}
        actions={
          <Button size="small" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('left.remove', { name })}
          </Button>
        }
      >
        {t('left.body')}
      </Banner>
      {remove.error !== null && (
        <Banner tone="danger" live>
          {errorText(remove.error)}
        </Banner>
      )}
    </>
  )
}
