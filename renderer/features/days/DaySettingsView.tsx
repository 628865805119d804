import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DaySettings } from '#shared/model/agenda.ts'
import type { FestivalLayer } from '#shared/model/milestone.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Select } from '#renderer/design/Select.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useRpc } from '#renderer/rpc/RpcProvider.tsx'
import { DayFiles } from './DayFiles.tsx'
import styles from './form.module.css'
import { NotificationAsk } from './NotificationAsk.tsx'
import { PresenceSection } from './PresenceSection.tsx'

const usualQuiet = { from: '22:00', to: '08:00' }
const whenLocked = ['nothing', 'that-there-is-one', 'everything'] as const

/** How days remind, what the calendar shows, and the files that days come and go by. */
export function DaySettingsView() {
  const { t } = useTranslation('days')
  const { api, queries } = useRpc()
  const errorText = useErrorText()
  const settings = useQuery(api.milestones.settings.queryOptions()).data
  const save = useMutation(
    api.milestones.setSettings.mutationOptions({
      onSuccess: (next) => queries.setQueryData(api.milestones.settings.queryKey(), next),
    }),
  )
  if (!settings) return null
  const set = (change: Partial<DaySettings>) => save.mutate(change)
  const layer = (name: FestivalLayer) => (isOn: boolean) =>
    set({ layers: isOn ? [...settings.layers, name] : settings.layers.filter((one) => one !== name) })
  const { quiet } = settings
  const setQuiet = (change: Partial<typeof usualQuiet>) => set({ quiet: { ...(quiet ?? usualQuiet), ...change } })
  return (
    <>
      <Section title={t('settings.reminders')}>
        <Switch
          label={t('settings.notify')}
          hint={t('settings.notifyHint')}
          checked={settings.notify}
          onChange={(notify) => set({ notify })}
        />
        {settings.notify && <NotificationAsk />}
        <Switch
          label={t('settings.quiet')}
          hint={t('settings.quietHint')}
          checked={quiet !== null}
          onChange={(isOn) => set({ quiet: isOn ? usualQuiet : null })}
        />
        {quiet !== null && (
          <div className={styles['line']}>
            <TextField
              label={t('settings.from')}
              type="time"
              value={quiet.from}
              onChange={({ target }) => target.value !== '' && setQuiet({ from: target.value })}
            />
            <TextField
              label={t('settings.to')}
              type="time"
              value={quiet.to}
              onChange={({ target }) => target.value !== '' && setQuiet({ to: target.value })}
            />
          </div>
        )}
        <Select
          label={t('settings.whenLocked')}
          value={settings.whenLocked}
          onChange={(value) => set({ whenLocked: value })}
          options={whenLocked.map((value) => ({ value, label: t(`settings.${value}`) }))}
        />
        {settings.whenLocked !== 'nothing' && <p className={styles['hint']}>{t('settings.whenLockedHint')}</p>}
      </Section>
      <Section title={t('settings.calendar')}>
        <Switch label={t('settings.lunar')} checked={settings.lunar} onChange={(lunar) => set({ lunar })} />
        <Switch
          label={t('settings.chinese')}
          checked={settings.layers.includes('chinese')}
          onChange={layer('chinese')}
        />
        <Switch
          label={t('settings.western')}
          checked={settings.layers.includes('western')}
          onChange={layer('western')}
        />
      </Section>
      {save.error === null ? null : (
        <Banner tone="danger" live>
          {errorText(save.error)}
        </Banner>
      )}
      <PresenceSection />
      <DayFiles />
    </>
  )
}
