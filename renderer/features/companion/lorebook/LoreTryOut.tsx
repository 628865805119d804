import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import { Section } from '#renderer/design/Page.tsx'
import { TextArea } from '#renderer/design/TextArea.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { listed } from '#renderer/i18n/listed.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './lorebook.module.css'

/** What would be told if somebody said this. */
export function LoreTryOut({ companionId }: { readonly companionId: CompanionId }) {
  const { t, i18n } = useTranslation('lore')
  const formats = useFormats()
  const [text, setText] = useState('')
  const said = useDeferredValue(text)
  const trial = useQuery({
    ...useApi().lore.tryOut.queryOptions({ input: { companionId, text: said }, placeholderData: keepPreviousData }),
    gcTime: 0,
  })
  return (
    <Section title={t('try')} description={t('tryBody')}>
      <TextArea
        label={t('tryField')}
        rows={2}
        maxLength={50_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {trial.data === undefined ? null : (
        <div role="status" className={styles['trial']}>
          {trial.data.fired.length === 0 ? (
            <p className={styles['quiet']}>{t('tryNothing')}</p>
          ) : (
            <>
              <ul className={styles['fired']}>
                {trial.data.fired.map(({ id, name, cause, told }) => (
                  <li key={id} data-told={told || undefined}>
                    <bdi>{name || cause.key || t('unnamed')}</bdi>
                    <span className={styles['quiet']}>
                      {t(`causes.${cause.kind}`, { key: cause.key })} · {told ? t('told') : t('noRoom')}
                    </span>
                  </li>
                ))}
              </ul>
              <p className={styles['quiet']}>
                {t('tryTokens', {
                  tokens: formats.number(trial.data.tokens),
                  budget: formats.number(trial.data.budget),
                })}
              </p>
            </>
          )}
          {trial.data.refused.length > 0 ? (
            <p className={styles['quiet']}>
              {t('refused', { keys: listed(trial.data.refused.slice(0, 12), i18n.language) })}
            </p>
          ) : null}
        </div>
      )}
    </Section>
  )
}
