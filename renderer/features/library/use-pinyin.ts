import { useMutation, useQuery } from '@tanstack/react-query'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'

/** Whether letters are looked for as the sound of Chinese words too, and how to change that; kept in the vault. */
export function usePinyin(): readonly [on: boolean, change: (on: boolean) => void] {
  const { api, client, queries } = useRpc()
  const options = api.settings.get.queryOptions()
  const on = useQuery(options).data?.writing.pinyin ?? false
  const { mutate } = useMutation({
    mutationFn: (pinyin: boolean) => client.settings.update({ writing: { pinyin } }),
    onSuccess: (settings) => queries.setQueryData(options.queryKey, settings),
  })
  return [on, mutate]
}
