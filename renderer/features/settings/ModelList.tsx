import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Provider } from '#shared/model/provider.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useClient, useRpc } from '#renderer/rpc/RpcProvider.tsx'
import styles from './settings.module.css'

const shownAtOnce = 100

/** The provider's models as it last told them, searchable. */
export function ModelList(props: { readonly provider: Provider }) {
  const { id } = props.provider
  const { t } = useTranslation('settings')
  const errorText = useErrorText()
  const formats = useFormats()
  const client = useClient()
  const { api, queries } = useRpc()
  const [filter, setFilter] = useState('')
  const kept = api.providers.models.queryOptions({ input: { id, refresh: false } })
  const models = useQuery(kept)
  const refresh = useMutation({
    mutationFn: () => client.providers.models({ id, refresh: true }),
    onSuccess: (list) => queries.setQueryData(kept.queryKey, list),
  })
  const known = models.data ?? []
  const wanted = filter.trim().toLowerCase()
  const found = known.filter((model) => `${model.id} ${model.name}`.toLowerCase().includes(wanted))

  return (
    <Disclosure label={t('models.modelsCount', { count: known.length })}>
      <div className={styles['form']}>
        {known.length === 0 ? null : (
          <div>
            <TextField
              label={t('models.modelsFilter')}
              labelHidden
              placeholder={t('models.modelsFilter')}
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
            />
            <ul className={styles['models']} tabIndex={0} aria-label={t('models.models')}>
              {found.slice(0, shownAtOnce).map((model) => (
                <li key={model.id}>
                  <span>{model.id}</span>
                  {model.contextWindow === null ? null : (
                    <span>{t('models.context', { tokens: formats.number(model.contextWindow) })}</span>
                  )}
                </li>
              ))}
              {found.length === 0 ? <li>{t('models.modelsNone')}</li> : null}
              {found.length > shownAtOnce ? (
                <li>{t('models.modelsMore', { count: found.length - shownAtOnce })}</li>
              ) : null}
            </ul>
          </div>
        )}
        {refresh.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(refresh.error)}
          </Banner>
        )}
        <div className={styles['actions']}>
          <Button size="small" busy={refresh.isPending} onClick={() => refresh.mutate()}>
            {t('models.modelsRefresh')}
          </Button>
        </div>
      </div>
    </Disclosure>
  )
}
