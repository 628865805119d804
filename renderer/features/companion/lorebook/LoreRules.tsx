import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import { plainLoreSettings, type LoreSettings } from '#shared/model/lore.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Switch } from '#renderer/design/Switch.tsx'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { NumberField } from '../NumberField.tsx'
import styles from './lorebook.module.css'

const flags = ['recursive', 'wholeWords', 'caseSensitive'] as const

/** What holds for the whole lorebook. */
export function LoreRules(props: { readonly companionId: CompanionId; readonly settings: LoreSettings }) {
  const { companionId, settings } = props
  const { t } = useTranslation('lore')
  const change = useMutation(useApi().lore.setSettings.mutationOptions())
  const write = (part: Partial<LoreSettings>) => change.mutate({ companionId, change: part })
  return (
    <Section title={t('rules')}>
      <div className={styles['numbers']}>
        <NumberField
          label={t('depthLabel')}
          min={0}
          max={1_000}
          value={settings.scanDepth}
          onChange={(scanDepth) => write({ scanDepth: scanDepth ?? plainLoreSettings.scanDepth })}
        />
        <NumberField
          label={t('budget')}
          hint={t('budgetHint')}
          min={0}
          value={settings.tokenBudget}
          onChange={(tokenBudget) => write({ tokenBudget })}
        />
      </div>
      {flags.map((flag) => (
        <Switch key={flag} label={t(flag)} checked={settings[flag]} onChange={(is) => write({ [flag]: is })} />
      ))}
    </Section>
  )
}
