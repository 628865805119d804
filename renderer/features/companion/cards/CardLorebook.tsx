import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardLore } from '#shared/model/card.ts'
import { Badge } from '#renderer/design/Badge.tsx'
import { Button } from '#renderer/design/Button.tsx'
import { Disclosure } from '#renderer/design/Disclosure.tsx'
import { listed } from '#renderer/i18n/listed.ts'
import { Attempts } from './Attempts.tsx'
import { CardWords } from './CardWords.tsx'
import styles from './cards.module.css'

const shownAtOnce = 50

/** The lorebook of a card, entry by entry; what is always told or switched off is named so. */
export function CardLorebook({ entries }: { readonly entries: readonly CardLore[] }) {
  const { t, i18n } = useTranslation(['cards', 'lore'])
  const [shown, setShown] = useState(shownAtOnce)
  return (
    <ul className={styles['entries']}>
      {entries.slice(0, shown).map(({ name, keys, secondaryKeys, content, enabled, constant, attempts }, index) => (
        // Entries of a card have no identity of their own, and none moves.
        <li key={index}>
          <Disclosure
            defaultOpen={attempts.length > 0}
            label={
              <span className={styles['entry']}>
                <bdi>{name || keys[0] || t('lore:unnamed')}</bdi>
                {constant ? <Badge>{t('constant')}</Badge> : null}
                {enabled ? null : <Badge>{t('off')}</Badge>}
              </span>
            }
          >
            {keys.length > 0 ? (
              <p className={styles['quiet']}>
                {t('keys', { keys: listed(keys, i18n.language) })}
                {secondaryKeys.length > 0 ? ` ${t('secondary', { keys: listed(secondaryKeys, i18n.language) })}` : null}
              </p>
            ) : null}
            <Attempts attempts={attempts} />
            <CardWords label={name || keys[0] || t('lore:unnamed')} words={content} />
          </Disclosure>
        </li>
      ))}
      {entries.length > shown ? (
        <li>
          <Button size="small" look="quiet" onClick={() => setShown(shown + 500)}>
            {t('lore:more', { count: entries.length - shown })}
          </Button>
        </li>
      ) : null}
    </ul>
  )
}
