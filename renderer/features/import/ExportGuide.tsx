import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { TextField } from '#renderer/design/TextField.tsx'
import type en from '#locales/en/guide.json'
import styles from './import.module.css'

type App = keyof typeof en.how

/** How each app gives its conversations away. */
export function ExportGuide() {
  const { t, i18n } = useTranslation(['guide', 'library'])
  const [query, setQuery] = useState('')
  const nameOf = (app: App) => (app === 'generic' ? t('guide:others') : t(`library:source.${app}`))
  const apps = Object.keys(i18n.getResource(i18n.language, 'guide', 'how') as object) as App[]
  const wanted = query.trim().toLowerCase()
  const found = apps.filter((app) => `${app} ${nameOf(app)} ${t(`guide:how.${app}`)}`.toLowerCase().includes(wanted))
  return (
    <Disclosure label={t('guide:title')}>
      <div className={styles['guide']}>
        <p className={styles['hint']}>{t('guide:hint')}</p>
        <TextField
          type="search"
          label={t('guide:search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {found.length === 0 && <p role="status">{t('guide:nothing')}</p>}
        <ul className={styles['apps']}>
          {found.map((app) => (
            <li key={app}>
              <Disclosure label={nameOf(app)}>
                <ol className={styles['steps']}>
                  {t(`guide:how.${app}`)
                    .split('\n')
                    .map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                </ol>
              </Disclosure>
            </li>
          ))}
        </ul>
        <p className={styles['hint']}>{t('guide:private')}</p>
      </div>
    </Disclosure>
  )
}
