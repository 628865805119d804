import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'

/** Makes the demo provider (or takes the one there is) and a companion that speaks through it. */
export function useMakeDemo() {
  const { t } = useTranslation(['welcome', 'common'])
  const client = useClient()
  return useMutation({
    async mutationFn(): Promise<Companion> {
      const known = (await client.providers.list()).find((provider) => provider.preset === 'demo')
      const provider = known ?? (await makeProvider())
      const [model] = await client.providers.models({ id: provider.id, refresh: known === undefined })
      return client.companions.create({
        profile: { name: t('demo.name'), description: t('demo.description'), greeting: t('demo.greeting') },
        binding: model === undefined ? null : { providerId: provider.id, model: model.id },
      })
    },
  })

  async function makeProvider() {
    const preset = (await client.providers.presets()).find(({ id }) => id === 'demo')
    return client.providers.create({
      preset: 'demo',
      name: t('demo.providerName'),
      baseUrl: preset?.baseUrl ?? '',
      apiKey: null,
      headers: {},
      allowClearText: false,
    })
  }
}
