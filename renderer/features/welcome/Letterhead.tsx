import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Seal } from '#renderer/design/Seal.tsx'
import styles from './welcome.module.css'

/** The sheet every step of the welcome is written on. */
export function Letterhead(props: {
  readonly title: ReactNode
  /** Which step of how many; left out where there is only one. */
  readonly place?: { readonly step: number; readonly steps: number }
  readonly children: ReactNode
}) {
  const { t } = useTranslation(['welcome', 'common'])
  return (
    <main className={styles['desk']}>
      <div className={styles['sheet']}>
        <header className={styles['head']}>
          <Seal />
          <span className={styles['wordmark']}>{t('common:appName')}</span>
          {props.place === undefined ? null : <span className={styles['place']}>{t('step', props.place)}</span>}
        </header>
        <h1 className={styles['title']} tabIndex={-1} ref={focusHeading}>
          {props.title}
        </h1>
        {props.children}
      </div>
    </main>
  )
}

/** A new step begins at its heading, for eyes and screen readers alike; a field that asked for focus keeps it. */
function focusHeading(heading: HTMLHeadingElement | null) {
  if (heading !== null && document.activeElement === document.body) heading.focus()
}
