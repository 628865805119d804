import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { paths } from '#renderer/app/paths.ts'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import type { Companion } from '#shared/model/companion.ts'
import type { OwnerReceipt } from '#shared/model/import-run.ts'
import styles from './targets.module.css'
import { useCounts } from './use-counts.ts'

const openTo = 12

/** Whose what is new became, where it was parted among several. */
export function Owners(props: { readonly owners: readonly OwnerReceipt[]; readonly companions: readonly Companion[] }) {
  const { owners, companions } = props
  const { t } = useTranslation('import')
  const counts = useCounts()
  if (owners.length === 0) return null
  return (
    <Disclosure label={t('receipt.whose')} defaultOpen={owners.length <= openTo}>
      <ul className={styles['partners']}>
        {owners.map(({ name, companionId, conversations, messages }) => {
          const companion = companions.find(({ id }) => id === companionId)
          return (
            <li key={`${companionId} ${name}`} className={styles['partner']}>
              <span className={styles['name']} title={name ?? undefined}>
                {name ?? t('target.rest')}
              </span>
              <span className={styles['count']}>{counts({ conversations, messages })}</span>
              {companion ? (
                <Link href={paths.chat(companion.lifelongId)}>
                  {t('receipt.openCompanion', { name: companion.profile.name })}
                </Link>
              ) : (
                <span className={styles['count']}>{t('receipt.nobodys')}</span>
              )}
            </li>
          )
        })}
      </ul>
    </Disclosure>
  )
}
