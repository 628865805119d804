import { useMutation } from '@tanstack/react-query'
import type { Preset, Provider } from '#shared/model/provider.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { parseHeaderLines } from './header-lines.ts'
import type { ProviderFields } from './ProviderForm.tsx'

/** Makes the provider where there is none, changes it where there is one; empty secrets keep what is stored. */
export function useSaveProvider(preset: Preset, provider: Provider | null) {
  const client = useClient()
  return useMutation({
    mutationFn: ({ values, detachKey }: { readonly values: ProviderFields; readonly detachKey: boolean }) => {
      const { name, baseUrl, allowClearText } = values
      const apiKey = values.apiKey.trim() === '' ? null : values.apiKey
      const headers = parseHeaderLines(values.headers) ?? {}
      if (provider === null) {
        return client.providers.create({ preset: preset.id, name, baseUrl, apiKey, headers, allowClearText })
      }
      return client.providers.update({
        id: provider.id,
        name,
        baseUrl,
        allowClearText,
        detachKey,
        ...(apiKey === null ? {} : { apiKey }),
        ...(Object.keys(headers).length === 0 ? {} : { headers }),
      })
    },
  })
}
