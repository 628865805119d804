import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'

const choices = [0, 3, 5, 10]

/** How long a sent message can be taken back. */
export function WritingChoices() {
  const { t } = useTranslation('settings')
  const { api, client, queries } = useRpc()
  const options = api.settings.get.queryOptions()
  const { data } = useQuery(options)
  const { mutate } = useMutation({
    mutationFn: (undoSeconds: number) => client.settings.update({ writing: { undoSeconds } }),
    onSuccess: (settings) => queries.setQueryData(options.queryKey, settings),
  })
  if (data === undefined) return null
  return (
    <Section title={t('writing.undo')} description={t('writing.undoBody')}>
      <Segmented
        label={t('writing.undo')}
        value={String(data.writing.undoSeconds)}
        onChange={(seconds) => mutate(Number(seconds))}
        segments={choices.map((seconds) => ({
          value: String(seconds),
          label: seconds === 0 ? t('writing.never') : t('writing.seconds', { count: seconds }),
        }))}
      />
    </Section>
  )
}
