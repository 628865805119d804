import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useActions } from '#renderer/actions/use-actions.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { paths } from './paths.ts'

/** What can be done from anywhere behind the open door. */
export function useHouseActions(): void {
  const { t } = useTranslation('actions')
  const client = useClient()
  const [, navigate] = useLocation()
  const go = (path: string) => () => navigate(path)
  useActions([
    { id: 'go.home', name: t('go.home'), group: 'anywhere', run: go(paths.home()) },
    { id: 'go.library', name: t('go.library'), group: 'anywhere', keys: 'Mod+Shift+F', run: go(paths.library()) },
    { id: 'go.days', name: t('go.days'), group: 'anywhere', run: go(paths.days()) },
    { id: 'go.story', name: t('go.story'), group: 'anywhere', run: go(paths.anyStory()) },
    { id: 'go.newDay', name: t('go.newDay'), group: 'anywhere', run: go(paths.newDay()) },
    { id: 'go.import', name: t('go.import'), group: 'anywhere', run: go(paths.import()) },
    { id: 'go.export', name: t('go.export'), group: 'anywhere', run: go(paths.export()) },
    { id: 'go.newCompanion', name: t('go.newCompanion'), group: 'anywhere', run: go(paths.newCompanion()) },
    { id: 'go.settings', name: t('go.settings'), group: 'anywhere', keys: 'Mod+,', run: go(paths.settings()) },
    {
      id: 'vault.lock',
      name: t('lock'),
      group: 'anywhere',
      keys: 'Mod+Shift+L',
      // A line that is lost is shown elsewhere.
      run: () => void client.vault.lock().catch(() => {}),
    },
  ])
}
