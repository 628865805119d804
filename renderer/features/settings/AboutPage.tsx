import { useTranslation } from 'react-i18next'
import { Section } from '#renderer/design/Page.tsx'
import { Seal } from '#renderer/design/Seal.tsx'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import styles from './settings.module.css'

/** What this is, what it protects, and what it cannot. */
export function AboutPage() {
  const { t } = useTranslation(['settings', 'common'])
  const { version, capabilities } = useSystemInfo()
  return (
    <>
      <Section>
        <div className={styles['brand']}>
          <Seal size="large" />
          <div>
            <p className={styles['brandName']}>{t('common:appName')}</p>
            <p className={styles['note']}>{t('about.version', { version })}</p>
          </div>
        </div>
        <p>{t('about.ai')}</p>
      </Section>
      <Section title={t('about.protects')}>
        <ul className={styles['points']}>
          <li>{t('about.p1')}</li>
          <li>{t('about.p2')}</li>
          <li>{t('about.p3')}</li>
          <li>{t('about.p4')}</li>
          <li>{t('about.p5')}</li>
          <li>{t('about.p6')}</li>
          {capabilities.host === 'browser' ? <li>{t('about.p7')}</li> : null}
        </ul>
      </Section>
      <Section title={t('about.licence')}>
        <p>{t('about.licenceBody')}</p>
      </Section>
    </>
  )
}
