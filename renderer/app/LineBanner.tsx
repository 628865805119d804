import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '#renderer/design/Banner.tsx'
import { useLineState } from '#renderer/rpc/RpcProvider.tsx'
import styles from './app.module.css'

const patienceMs = 1_500

/** Says calmly that the host is out of reach, once that has lasted long enough to matter. */
export function LineBanner() {
  const lost = useLineState() === 'lost'
  return (
    <div className={styles['lineBanner']} role="status">
      {lost ? <AfterPatience /> : null}
    </div>
  )
}

function AfterPatience() {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <Banner tone="warn" title={t('lost.title')} edge>
      {t('lost.body')}
    </Banner>
  )
}
