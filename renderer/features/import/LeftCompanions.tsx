import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { listed } from '#renderer/i18n/listed.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi, useClient } from '#renderer/rpc/RpcProvider.tsx'
import type { ImportRun } from '#shared/model/import-run.ts'

const namedAtMost = 6

/** Offers to take out the companions that were made for an import, where nothing else of them is there. */
export function LeftCompanions(props: { readonly run: ImportRun; readonly onRun: (run: ImportRun) => void }) {
  const { run, onRun } = props
  const { t, i18n } = useTranslation('import')
  const api = useApi()
  const client = useClient()
  const errorText = useErrorText()
  const left = useQuery({
    ...api.imports.leftCompanions.queryOptions({ input: { id: run.id } }),
    enabled: run.madeCompanionId !== null || (run.preview?.belongs.some(({ isMade }) => isMade) ?? false),
    // They may have been given words since it was last asked.
    staleTime: 0,
  }).data?.companionIds
  const companions = useQuery(api.companions.list.queryOptions()).data
  const remove = useMutation({
    mutationFn: () => client.imports.removeCompanions({ id: run.id }),
    onSuccess: onRun,
  })
  const names = (companions ?? []).flatMap(({ id, profile }) => (left?.includes(id) ? [profile.name] : []))
  const [name, ...others] = names
  if (name === undefined) return null
  const shown = names.slice(0, namedAtMost)
  const all = listed(others.length < namedAtMost ? shown : [...shown, '…'], i18n.language)
  return (
    <>
      <Banner
        title={t('left.title', { count: names.length, name: all })}
        actions={
          <Button size="small" busy={remove.isPending} onClick={() => remove.mutate()}>
            {others.length === 0 ? t('left.remove', { name }) : t('left.removeAll')}
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
