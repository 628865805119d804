import { AArrowDown, AArrowUp, Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Theme } from '#shared/model/settings.ts'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { Segmented } from '#renderer/design/Segmented.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { usePreferences, useSetPreferences } from '#renderer/rpc/preferences.ts'
import { ThreadChoices } from './ThreadChoices.tsx'
import { WritingChoices } from './WritingChoices.tsx'
import styles from './settings.module.css'

const sizes = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const

/** Paper or night, how large the words are, and how conversations look and sound. All of it takes effect at once. */
export function AppearancePage() {
  const { t } = useTranslation('settings')
  const formats = useFormats()
  const preferences = usePreferences()
  const setPreferences = useSetPreferences()
  const scale = preferences?.textScale ?? 1
  const smaller = sizes.findLast((size) => size < scale - 0.001)
  const larger = sizes.find((size) => size > scale + 0.001)

  return (
    <>
      <Section title={t('appearance.theme')}>
        <Segmented<Theme>
          label={t('appearance.theme')}
          value={preferences?.theme ?? 'system'}
          onChange={(theme) => setPreferences.mutate({ theme })}
          segments={[
            { value: 'system', label: t('appearance.system'), icon: <Monitor aria-hidden /> },
            { value: 'light', label: t('appearance.light'), icon: <Sun aria-hidden /> },
            { value: 'dark', label: t('appearance.dark'), icon: <Moon aria-hidden /> },
          ]}
        />
      </Section>
      <Section title={t('appearance.size')} description={t('appearance.sizeBody')}>
        <div className={styles['size']} role="group" aria-label={t('appearance.size')}>
          <IconButton
            name={t('appearance.smaller')}
            icon={<AArrowDown />}
            disabled={smaller === undefined}
            onClick={() => smaller !== undefined && setPreferences.mutate({ textScale: smaller })}
          />
          <output>{formats.percent(scale)}</output>
          <IconButton
            name={t('appearance.larger')}
            icon={<AArrowUp />}
            disabled={larger === undefined}
            onClick={() => larger !== undefined && setPreferences.mutate({ textScale: larger })}
          />
        </div>
      </Section>
      <ThreadChoices />
      <WritingChoices />
    </>
  )
}
