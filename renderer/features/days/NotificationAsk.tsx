import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/design/Button.tsx'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import styles from './form.module.css'

/** In a browser, notifications need its leave, which is asked for by a press alone. The desktop shows its own. */
export function NotificationAsk() {
  const { t } = useTranslation('days')
  const { host } = useSystemInfo().capabilities
  const [permission, setPermission] = useState(() =>
    typeof Notification === 'undefined' ? 'denied' : Notification.permission,
  )
  if (host !== 'browser' || permission === 'granted') return null
  if (permission === 'denied') return <p className={styles['hint']}>{t('form.notifyRefused')}</p>
  return (
    <div className={styles['ask']}>
      <Button size="small" onClick={() => void Notification.requestPermission().then(setPermission)}>
        {t('form.notify')}
      </Button>
      <p className={styles['hint']}>{t('form.notifyHint')}</p>
    </div>
  )
}
