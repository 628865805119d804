import { useTranslation } from 'react-i18next'
import type { Preset } from '#shared/model/provider.ts'
import { useClient } from '#renderer/rpc/RpcProvider.tsx'
import { useSystemInfo } from '#renderer/rpc/system-info.ts'
import styles from './settings.module.css'

/** The maker's own pages: where keys come from, and what becomes of your words. The host they lead to is in view. */
export function PresetLinks(props: { readonly preset: Preset }) {
  const { t } = useTranslation('settings')
  const client = useClient()
  const { opensLinks } = useSystemInfo().capabilities
  const links = [
    { url: props.preset.keyPage, label: t('models.keyPage') },
    { url: props.preset.policyPage, label: t('models.policyPage') },
  ].flatMap(({ url, label }) => (url === null ? [] : [{ url, label, host: new URL(url).host }]))
  if (links.length === 0) return null
  return (
    <ul className={styles['links']}>
      {links.map(({ url, label, host }) => (
        <li key={url}>
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            onClick={(event) => {
              if (!opensLinks) return
              event.preventDefault()
              void client.system.openLink({ url })
            }}
          >
            {label}
          </a>{' '}
          <span className={styles['linkHost']}>{host}</span>
        </li>
      ))}
    </ul>
  )
}
