import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ModelBinding } from '#shared/model/companion.ts'
import { paths } from '#renderer/app/paths.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { SuggestField } from '#renderer/design/SuggestField.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './companion.module.css'

const nobody = 'none'

/** Which provider and which model: one from the provider's list, or any id typed by hand. */
export function ModelPicker(props: {
  readonly binding: ModelBinding | null
  readonly onChange: (binding: ModelBinding | null) => void
}) {
  const { t } = useTranslation('companion')
  const formats = useFormats()
  const [, navigate] = useLocation()
  const api = useApi()
  const providers = useQuery(api.providers.list.queryOptions())
  const [providerId, setProviderId] = useState(props.binding?.providerId ?? null)
  const [model, setModel] = useState(props.binding?.model ?? '')
  const models = useQuery(
    api.providers.models.queryOptions({ input: providerId === null ? skipToken : { id: providerId, refresh: false } }),
  )

  function choose(nextProvider: typeof providerId, nextModel: string) {
    setProviderId(nextProvider)
    setModel(nextModel)
    const id = nextModel.trim()
    if (nextProvider === null) props.onChange(null)
    else if (id !== '') props.onChange({ providerId: nextProvider, model: id })
  }

  if (providers.data?.length === 0) {
    return (
      <div className={styles['fields']}>
        <p className={styles['note']}>{t('noProviders')}</p>
        <div className={styles['actions']}>
          <Button onClick={() => navigate(paths.settings('models'))}>{t('addProvider')}</Button>
        </div>
      </div>
    )
  }

  const options = [
    { value: nobody, label: t('providerNone') },
    ...(providers.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
  ]
  const suggestions = (models.data ?? []).map(({ id, name, contextWindow }) => ({
    value: id,
    label: id,
    ...(contextWindow !== null
      ? { note: formats.number(contextWindow) }
      : name !== id && name !== ''
        ? { note: name }
        : {}),
  }))

  return (
    <div className={styles['model']}>
      <Select
        label={t('provider')}
        value={providerId === null ? nobody : String(providerId)}
        options={options}
        onChange={(value) => {
          const chosen = providers.data?.find(({ id }) => String(id) === value)
          choose(chosen?.id ?? null, chosen?.preset === 'demo' ? 'demo' : '')
        }}
      />
      {providerId === null ? null : (
        <SuggestField
          mono
          label={t('modelId')}
          hint={t('modelHint')}
          error={model.trim() === '' ? t('modelMissing') : null}
          suggestions={suggestions}
          value={model}
          empty={t('modelEmpty')}
          onChange={(value) => choose(providerId, value)}
        />
      )}
    </div>
  )
}
