import { useState } from 'react'
import type { RecoveryKey } from '#shared/model/vault.ts'
import { usePreferences } from '#renderer/rpc/preferences.ts'
import { AdultStep } from './AdultStep.tsx'
import { Doors } from './Doors.tsx'
import { LanguageStep } from './LanguageStep.tsx'
import { Letterhead } from './Letterhead.tsx'
import { ProveStep, RecoveryStep } from './RecoverySteps.tsx'
import { VaultStep } from './VaultStep.tsx'
import { useTranslation } from 'react-i18next'

type Step =
  | { readonly name: 'language' | 'adult' | 'vault' | 'doors' }
  | { readonly name: 'recovery' | 'prove'; readonly key: RecoveryKey }

const steps = 4

/** The first minute: language, who this is for, the vault and its recovery key, and three doors. */
export function WelcomePage(props: { readonly onDone: () => void }) {
  const { t } = useTranslation(['welcome', 'common'])
  const preferences = usePreferences()
  const stated = typeof preferences?.adultStatementAt === 'number'
  const [step, setStep] = useState<Step>({ name: 'language' })

  switch (step.name) {
    case 'language':
      return <LanguageStep onChosen={() => setStep({ name: stated ? 'vault' : 'adult' })} />
    case 'adult':
      return <AdultStep place={{ step: 1, steps }} onStated={() => setStep({ name: 'vault' })} />
    case 'vault':
      return <VaultStep place={{ step: 2, steps }} onMade={(key) => setStep({ name: 'recovery', key })} />
    case 'recovery':
      return (
        <RecoveryStep
          place={{ step: 3, steps }}
          recoveryKey={step.key}
          onKept={() => setStep({ name: 'prove', key: step.key })}
        />
      )
    case 'prove':
      return (
        <ProveStep
          place={{ step: 4, steps }}
          recoveryKey={step.key}
          onBack={() => setStep({ name: 'recovery', key: step.key })}
          onDone={() => setStep({ name: 'doors' })}
        />
      )
    case 'doors':
      return (
        <Letterhead title={t('doors.title')}>
          <Doors onChosen={props.onDone} />
        </Letterhead>
      )
  }
}
