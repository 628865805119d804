import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Companion } from '#shared/model/companion.ts'
import type { DraftPurpose } from '#shared/model/letter-draft.ts'
import { Banner } from '#renderer/design/Banner.tsx'
import { IconButton } from '#renderer/design/IconButton.tsx'
import { Spinner } from '#renderer/design/Spinner.tsx'
import { useErrorText } from '#renderer/rpc/error-text.ts'
import { useApi } from '#renderer/rpc/RpcProvider.tsx'
import { CompanionFrame } from '../CompanionFrame.tsx'
import { BeginView } from './BeginView.tsx'
import { ResultView } from './ResultView.tsx'
import { WorkView } from './WorkView.tsx'
import styles from './draft.module.css'

/** Has the Letter, or the profile, drafted from what was said: what it takes, how far it is, what came of it. */
export function DraftView(props: {
  readonly companion: Companion
  readonly purpose: DraftPurpose
  readonly onBack: () => void
}) {
  const { companion, purpose, onBack } = props
  const { t } = useTranslation(['draft', 'common'])
  const errorText = useErrorText()
  const input = { companionId: companion.id, purpose }
  const current = useQuery(useApi().letterDraft.current.queryOptions({ input, staleTime: 0 }))
  const draft = current.data
  return (
    <CompanionFrame companion={companion} tab={purpose}>
      <div className={styles['desk']}>
        <div className={styles['top']}>
          <IconButton name={t(`back.${purpose}`)} icon={<ArrowLeft aria-hidden />} onClick={onBack} />
          <h2 className={styles['title']}>{t(`title.${purpose}`)}</h2>
        </div>
        {current.error === null ? null : (
          <Banner tone="danger" live>
            {errorText(current.error)}
          </Banner>
        )}
        {draft === undefined ? (
          <Spinner label={t('common:loading')} />
        ) : draft === null ? (
          <BeginView companion={companion} purpose={purpose} />
        ) : draft.state === 'done' ? (
          <ResultView companion={companion} draft={draft} onAccepted={onBack} />
        ) : (
          <WorkView draft={draft} />
        )}
      </div>
    </CompanionFrame>
  )
}
