import { useQuery } from '@tanstack/react-query'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { Companion, Speaker } from '#shared/model/companion.ts'
import { accentOf, accentProps } from '#renderer/design/accent.ts'
import { Badge } from '#renderer/design/Badge.tsx'
import { Section } from '#renderer/design/Page.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './WhoWasSpeaking.module.css'

/** Which models spoke for a companion over the years, and when; unknown where the source does not say. */
export function WhoWasSpeaking(props: { readonly companion: Companion }) {
  const { companion } = props
  const { t } = useTranslation(['companion', 'library'])
  const formats = useFormats()
  const speakers = useQuery(useApi().companions.speakers.queryOptions({ input: { id: companion.id } })).data ?? []
  if (speakers.length === 0) return null
  const spanOf = spansOf(speakers)
  return (
    <Section title={t('speakers.title')} description={t('speakers.hint')}>
      <ol className={styles['speakers']} {...accentProps(accentOf(companion))}>
        {speakers.map((speaker) => {
          const { model, source, from, to, messages } = speaker
          const span = spanOf(speaker)
          return (
            <li key={`${source} ${model}`}>
              <p className={styles['who']}>
                <span className={styles['model']} data-unknown={model === null || undefined}>
                  {model ?? t('speakers.unknown')}
                </span>
                <Badge>{t(`library:source.${source}`)}</Badge>
              </p>
              <p className={styles['facts']}>
                {from === null || to === null ? t('speakers.undated') : formats.dateRange(from, to)}
                {' · '}
                {t('speakers.messages', { count: messages, messages: formats.number(messages) })}
              </p>
              {span && (
                <span className={styles['years']} aria-hidden>
                  <span className={styles['span']} style={span} />
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

/** Where each stands between the first word and the last; null where no time is known. */
function spansOf(speakers: readonly Speaker[]): (speaker: Speaker) => CSSProperties | null {
  const first = Math.min(...speakers.flatMap(({ from }) => from ?? []))
  const last = Math.max(...speakers.flatMap(({ to }) => to ?? []))
  const share = (time: number): string => `${(100 * time) / Math.max(1, last - first)}%`
  return ({ from, to }) =>
    from === null || to === null
      ? null
      : { insetInlineStart: `min(${share(from - first)}, 100% - 0.25rem)`, insetInlineEnd: share(last - to) }
}
