import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { useSetPreferences } from '#renderer/rpc/preferences.ts'
import { Letterhead } from './Letterhead.tsx'
import styles from './welcome.module.css'

/** Who this is for, and what is on the other side. The statement is kept on this computer only. */
export function AdultStep(props: {
  readonly place?: { readonly step: number; readonly steps: number }
  readonly onStated: () => void
}) {
  const { t } = useTranslation(['welcome', 'common'])
  const setPreferences = useSetPreferences()
  const [young, setYoung] = useState(false)

  if (young) {
    return (
      <Letterhead title={t('adult.youngTitle')}>
        <p className={styles['body']}>{t('adult.young')}</p>
        <div className={styles['actions']}>
          <Button onClick={() => setYoung(false)}>{t('common:back')}</Button>
        </div>
      </Letterhead>
    )
  }
  return (
    <Letterhead title={t('adult.title')} {...(props.place ? { place: props.place } : {})}>
      <ul className={styles['points']}>
        <li>{t('adult.adults')}</li>
        <li>{t('adult.ai')}</li>
        <li>{t('adult.help')}</li>
      </ul>
      <div className={styles['actions']}>
        <Button
          look="primary"
          size="large"
          onClick={() => {
            setPreferences.mutate({ adultStatementAt: Date.now() })
            props.onStated()
          }}
        >
          {t('adult.yes')}
        </Button>
        <Button look="quiet" size="large" onClick={() => setYoung(true)}>
          {t('adult.no')}
        </Button>
      </div>
    </Letterhead>
  )
}
