import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preset, PresetId } from '#shared/model/provider.ts'
import type { ProviderId } from '#shared/model/ids.ts'
import { Button } from '#renderer/design/Button.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Rows } from '#renderer/design/Rows.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { PresetGrid } from './PresetGrid.tsx'
import { ProviderForm } from './ProviderForm.tsx'
import { ProviderRow } from './ProviderRow.tsx'
import styles from './settings.module.css'
import { usePresetName } from './use-preset-name.ts'

type Doing =
  | { readonly what: 'nothing' | 'choosing' }
  | { readonly what: 'adding'; readonly preset: PresetId }
  | { readonly what: 'editing'; readonly id: ProviderId }

/** Providers, their keys and their models. */
export function ModelsPage() {
  const { t } = useTranslation(['settings', 'common'])
  const api = useApi()
  const providers = useQuery(api.providers.list.queryOptions())
  const nameOf = usePresetName()
  const presets = useQuery(api.providers.presets.queryOptions())
  const [doing, setDoing] = useState<Doing>({ what: 'nothing' })
  /** The provider that was just saved and is worth testing at once. */
  const [fresh, setFresh] = useState<ProviderId | null>(null)

  if (providers.data === undefined || presets.data === undefined) return <Spinner label={t('common:loading')} />
  const presetOf = (id: PresetId): Preset | undefined => presets.data.find((preset) => preset.id === id)
  const hasDemo = providers.data.some(({ preset }) => preset === 'demo')
  const stop = () => setDoing({ what: 'nothing' })
  const adding = doing.what === 'adding' ? presetOf(doing.preset) : undefined

  return (
    <>
      <Section title={t('models.providers')} description={t('models.providersBody')}>
        {providers.data.length === 0 ? <p className={styles['note']}>{t('models.empty')}</p> : null}
        {providers.data.length === 0 ? null : (
          <Rows>
            {providers.data.map((provider) => (
              <ProviderRow
                key={provider.id}
                provider={provider}
                preset={presetOf(provider.preset)}
                testAtOnce={provider.id === fresh}
                editing={doing.what === 'editing' && doing.id === provider.id}
                onEdit={() => setDoing({ what: 'editing', id: provider.id })}
                onEdited={(saved) => {
                  stop()
                  if (saved) setFresh(provider.id)
                }}
              />
            ))}
          </Rows>
        )}
        {doing.what === 'choosing' || doing.what === 'adding' ? null : (
          <div className={styles['actions']}>
            <Button
              look={providers.data.length === 0 ? 'primary' : 'plain'}
              icon={<Plus aria-hidden />}
              onClick={() => setDoing({ what: 'choosing' })}
            >
              {t('models.add')}
            </Button>
          </div>
        )}
      </Section>
      {doing.what === 'choosing' ? (
        <PresetGrid
          presets={presets.data.filter(({ id }) => id !== 'demo' || !hasDemo)}
          onChoose={(preset) => setDoing({ what: 'adding', preset })}
          onCancel={stop}
        />
      ) : null}
      {adding === undefined ? null : (
        <Section title={t('models.newTitle', { name: nameOf(adding) })}>
          <ProviderForm
            preset={adding}
            provider={null}
            onCancel={stop}
            onSaved={(provider) => {
              stop()
              setFresh(provider.id)
            }}
          />
        </Section>
      )}
    </>
  )
}
