import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LetterReader } from '#shared/contract/letter.ts'
import type { CompanionId } from '#shared/model/ids.ts'
import { useFormats } from '#renderer/i18n/format.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './letter.module.css'

/** Beyond this share of the room, little is left for what was said. */
export const crowded = 0.6

/** Which models read a Letter; the one that speaks first is the first. */
export function useReaders(companionId: CompanionId): readonly LetterReader[] {
  return useQuery(useApi().letter.readers.queryOptions({ input: { companionId } })).data ?? []
}

/** What the Letter takes of each model that reads it, as it is now. */
export function LetterCosts(props: { readonly readers: readonly LetterReader[]; readonly tokens: number }) {
  const { readers, tokens } = props
  const { t } = useTranslation('letter')
  const formats = useFormats()
  const about = t('cost.tokens', { count: tokens, tokens: formats.number(tokens) })
  if (readers.every(({ isDemo }) => isDemo)) return <p className={styles['cost']}>{about}</p>
  return (
    <ul className={styles['costs']} aria-label={t('cost.label')}>
      {readers.map(({ binding, window, room, windowFrom }) => (
        <li key={`${binding.providerId} ${binding.model}`} className={styles['cost']}>
          {about}
          {' · '}
          <span data-tone={tokens > room ? 'danger' : tokens > room * crowded ? 'warn' : undefined}>
            {t(windowFrom === 'assumed' ? 'cost.shareAssumed' : 'cost.share', {
              share: formats.percent(tokens / window),
              model: binding.model,
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
