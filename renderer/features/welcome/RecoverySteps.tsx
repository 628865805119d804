import { useTranslation } from 'react-i18next'
import type { RecoveryKey } from '#shared/model/vault.ts'
import { Button } from '#renderer/design/Button.tsx'
import { ProveRecovery } from '#renderer/keys/ProveRecovery.tsx'
import { RecoveryKeyCard } from '#renderer/keys/RecoveryKeyCard.tsx'
import { Letterhead } from './Letterhead.tsx'
import styles from './welcome.module.css'

type Place = { readonly step: number; readonly steps: number }

/** Shows the recovery key, and how to keep it. */
export function RecoveryStep(props: {
  readonly place: Place
  readonly recoveryKey: RecoveryKey
  readonly onKept: () => void
}) {
  const { t } = useTranslation(['welcome', 'common'])
  return (
    <Letterhead title={t('recovery.title')} place={props.place}>
      <p className={styles['body']}>{t('common:keys.recoveryShown')}</p>
      <RecoveryKeyCard groups={props.recoveryKey.groups} />
      <div className={styles['actions']}>
        <Button look="primary" size="large" onClick={props.onKept}>
          {t('common:keys.kept')}
        </Button>
      </div>
    </Letterhead>
  )
}

/** Asks for part of it back. It can wait; the window keeps saying so until it is done. */
export function ProveStep(props: {
  readonly place: Place
  readonly recoveryKey: RecoveryKey
  readonly onBack: () => void
  readonly onDone: () => void
}) {
  const { t } = useTranslation(['welcome', 'common'])
  return (
    <Letterhead title={t('prove.title')} place={props.place}>
      <p className={styles['body']}>{t('welcome:prove.body')}</p>
      <ProveRecovery
        prove={props.recoveryKey.prove}
        onProven={props.onDone}
        others={
          <>
            <Button look="quiet" size="large" onClick={props.onBack}>
              {t('common:keys.showAgain')}
            </Button>
            <Button look="quiet" size="large" onClick={props.onDone}>
              {t('common:keys.proveLater')}
            </Button>
          </>
        }
      />
    </Letterhead>
  )
}
