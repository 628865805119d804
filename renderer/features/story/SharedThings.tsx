import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CompanionId } from '#shared/model/ids.ts'
import type { Shared } from '#shared/model/story.ts'
import { Section } from '#renderer/design/Page.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useFormats } from '#renderer/i18n/format.ts'
import { guessLanguage } from '#renderer/markdown/guess-language.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import styles from './story.module.css'

/** Words and emoji that both use. Words are read once everything else is there. */
export function SharedThings(props: {
  readonly companionId: CompanionId
  readonly name: string
  readonly emoji: readonly Shared[]
}) {
  const { companionId, name, emoji } = props
  const { t } = useTranslation(['story', 'common'])
  const { number } = useFormats()
  const shared = useQuery(useApi().story.sharedWords.queryOptions({ input: { companionId } })).data
  if (shared?.words.length === 0 && emoji.length === 0) return null
  return (
    <Section
      title={t('shared.title')}
      description={
        shared !== undefined && shared.read < shared.total
          ? t('shared.sampled', { read: number(shared.read), total: number(shared.total) })
          : t('shared.hint')
      }
    >
      {emoji.length > 0 && <Chips things={emoji} name={name} large />}
      {shared === undefined ? <Spinner label={t('common:loading')} /> : <Chips things={shared.words} name={name} />}
    </Section>
  )
}

function Chips(props: { readonly things: readonly Shared[]; readonly name: string; readonly large?: boolean }) {
  const { t, i18n } = useTranslation('story')
  const { number } = useFormats()
  return (
    <ul className={styles['chips']} data-large={props.large}>
      {props.things.map(({ what, yours, theirs }) => {
        const counts = t('shared.counts', { yours: number(yours), name: props.name, theirs: number(theirs) })
        return (
          <li key={what} className={styles['chip']}>
            <span lang={guessLanguage(what, i18n.language)}>{what}</span>
            <span className={styles['uses']}>{counts}</span>
          </li>
        )
      })}
    </ul>
  )
}
