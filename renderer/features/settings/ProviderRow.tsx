import { useMutation, useQuery } from '@tanstack/react-query'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preset, Provider } from '#shared/model/provider.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Dialog } from '#renderer/design/Dialog.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Menu } from '#renderer/design/Menu.tsx'
import { Row } from '#renderer/design/Rows.tsx'
import { useToast } from '#renderer/design/Toasts.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { ConnectionCheck } from './ConnectionCheck.tsx'
import { ModelList } from './ModelList.tsx'
import { ProviderForm } from './ProviderForm.tsx'
import styles from './settings.module.css'

/** One provider: its address and key hint, its test, its models, and what can be done with it. */
export function ProviderRow(props: {
  readonly provider: Provider
  readonly preset: Preset | undefined
  readonly testAtOnce: boolean
  readonly editing: boolean
  readonly onEdit: () => void
  readonly onEdited: (saved: boolean) => void
}) {
  const { provider, preset } = props
  const { t } = useTranslation(['settings', 'common'])
  const errorText = useErrorText()
  const toast = useToast()
  const api = useApi()
  const [removing, setRemoving] = useState(false)
  const companions = useQuery(api.companions.list.queryOptions())
  const users = companions.data?.filter(({ binding }) => binding?.providerId === provider.id).length ?? 0
  const remove = useMutation(
    api.providers.remove.mutationOptions({
      onSuccess() {
        setRemoving(false)
        toast({ title: t('models.removed', { name: provider.name }) })
      },
    }),
  )
  const isDemo = provider.preset === 'demo'
  const facts = isDemo
    ? [t('models.demoNote')]
    : [
        provider.baseUrl,
        provider.keyHint === null ? t('models.keyNone') : t('models.keyStored', { hint: provider.keyHint }),
      ]

  return (
    <Row
      title={provider.name}
      detail={facts.join(' · ')}
      actions={
        <Menu
          trigger={<IconButton name={t('common:edit')} icon={<Ellipsis />} />}
          entries={[
            { key: 'edit', label: t('common:edit'), icon: <Pencil />, onSelect: props.onEdit },
            {
              key: 'remove',
              label: t('common:remove'),
              icon: <Trash2 />,
              danger: true,
              onSelect: () => setRemoving(true),
            },
          ]}
        />
      }
    >
      {props.editing && preset !== undefined ? (
        <div className={styles['card']}>
          <ProviderForm
            preset={preset}
            provider={provider}
            onSaved={() => props.onEdited(true)}
            onCancel={() => props.onEdited(false)}
          />
        </div>
      ) : isDemo ? null : (
        <>
          <ConnectionCheck provider={provider} atOnce={props.testAtOnce} />
          <ModelList provider={provider} />
        </>
      )}
      <Dialog
        open={removing}
        onOpenChange={setRemoving}
        title={t('models.removeTitle', { name: provider.name })}
        actions={
          <>
            <Button onClick={() => setRemoving(false)}>{t('common:cancel')}</Button>
            <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate({ id: provider.id })}>
              {t('common:remove')}
            </Button>
          </>
        }
      >
        <p>{t('models.removeBody', { count: users })}</p>
        {remove.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(remove.error)}
          </Banner>
        )}
      </Dialog>
    </Row>
  )
}
