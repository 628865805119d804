import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CardAttempt } from '#shared/model/card.ts'
import styles from './cards.module.css'

/** What words on a card try, a plain sentence each. */
export function Attempts({ attempts }: { readonly attempts: readonly CardAttempt[] }) {
  const { t } = useTranslation('cards')
  if (attempts.length === 0) return null
  return (
    <ul className={styles['attempts']}>
      {attempts.map((attempt) => (
        <li key={attempt}>
          <TriangleAlert size="1em" strokeWidth={1.5} aria-hidden />
          <span>{t(`attempts.${attempt}`)}</span>
        </li>
      ))}
    </ul>
  )
}
