import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Section } from '#renderer/design/Page.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'

/** Whether the desktop app stays for reminders; nothing in hosts that end with their window. */
export function PresenceSection() {
  const { t } = useTranslation('days')
  const { api, queries } = useRpc()
  const presence = useQuery(api.system.presence.queryOptions()).data
  const save = useMutation(
    api.system.setPresence.mutationOptions({
      onSuccess: (next) => queries.setQueryData(api.system.presence.queryKey(), next),
    }),
  )
  if (!presence) return null
  return (
    <Section title={t('settings.app')}>
      <Switch
        label={t('settings.background')}
        hint={t('settings.backgroundHint')}
        checked={presence.background}
        onChange={(background) => save.mutate({ background })}
      />
      <Switch
        label={t('settings.startAtLogin')}
        hint={t('settings.startAtLoginHint')}
        checked={presence.startAtLogin}
        onChange={(startAtLogin) => save.mutate({ startAtLogin })}
      />
    </Section>
  )
}
